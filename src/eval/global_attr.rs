//! `name.attribute` and `name.function(arguments…)` where the name is global: mostly a module or a class.
//!
//! The name and what it stands for are looked at where they lie; a module's function is then called as one with a
//! global name of its own is ([`super::call_global`]).

use std::cell::Cell;

use crate::object::{AnyRef, Builtin, Fp, Node, Outgoing, Ref, ShapeMark, Str, Value, Vm};
use crate::tri;
use crate::types::module::Module;

use super::attr::{self, SlotCache};
use super::call::{ClassCache, invoke};
use super::call_global::{self, Callee};
use super::method::{self, MethodCache, lay_out};
use super::names::LoadGlobal;
use super::operand::Shape;

/// Where a module has an attribute: which entry of which namespace.
struct ModulePlace {
    identity: Cell<u32>,
    version: Cell<u32>,
    position: Cell<u32>,
}

impl Default for ModulePlace {
    fn default() -> ModulePlace {
        // No dictionary has an entry at such a position.
        let position = Cell::new(u32::MAX);
        ModulePlace { identity: Cell::new(0), version: Cell::new(0), position }
    }
}

impl ModulePlace {
    /// What lies there, if the object is the module in question.
    #[inline(always)]
    fn find<'a>(&self, vm: &Vm, object: &'a AnyRef) -> Option<&'a Value> {
        if !object.class().is(vm.class(Builtin::Module)) {
            return None;
        }
        let module = object.downcast_ref::<Module>()?;
        module.dict.value_of(self.identity.get(), self.version.get(), self.position.get())
    }

    /// Looks a module's attribute up and remembers where it is; `None` where that is not all there is to it.
    #[inline(never)]
    fn learn(&self, vm: &Vm, object: &Value, name: &Ref<Str>) -> Option<Value> {
        let class = vm.type_of(object);
        if !class.is(vm.class(Builtin::Module)) || class.lookup(vm, name).is_some() {
            return None;
        }
        let dict = &object.downcast::<Module>()?.dict;
        let position = dict.position_of_str(name)?;
        self.identity.set(dict.identity(vm));
        self.version.set(dict.version());
        self.position.set(position as u32);
        Some(dict.value_at(position).clone())
    }
}

/// `name.attribute`.
pub struct GetGlobalAttr {
    global: LoadGlobal,
    name: Ref<Str>,
    cache: SlotCache,
    module: ModulePlace,
    at: u32,
}

impl Node for GetGlobalAttr {
    fn eval(&self, vm: &Vm, fp: Fp) -> Value {
        match self.global.peek() {
            Some(class @ Value::Type(_)) => {
                let found = self.cache.find_class(vm, class);
                if !found.is_err() {
                    return found;
                }
            }
            Some(Value::Obj(object)) => {
                if let Some(found) = self.module.find(vm, object) {
                    return found.clone();
                }
            }
            _ => {}
        }
        self.eval_any(vm, fp)
    }
}

impl GetGlobalAttr {
    #[inline(never)]
    fn eval_any(&self, vm: &Vm, fp: Fp) -> Value {
        let object = tri!(self.global.get(vm, fp));
        match &object {
            Value::Inst(instance) => {
                if let Some(slot) = self.cache.find(vm, instance)
                    && let value = instance.slot(slot)
                    && !value.is_err()
                {
                    return value.clone();
                }
            }
            Value::Obj(_) => {
                if let Some(found) = self.module.learn(vm, &object, &self.name) {
                    return found;
                }
            }
            _ => {}
        }
        attr::get_from_class(vm, fp, self.at, &object, &self.name, &self.cache)
    }
}

/// The node for `name.attribute`.
pub fn get(global: LoadGlobal, name: Ref<Str>, at: u32) -> Box<dyn Node> {
    let (cache, module) = (SlotCache::new(), ModulePlace::default());
    Box::new(GetGlobalAttr { global, name, cache, module, at })
}

/// What `name.function` stands for.
struct AttrCallee {
    global: LoadGlobal,
    name: Ref<Str>,
    module: ModulePlace,
    cache: MethodCache,
    callee: ClassCache,
    attr_at: u32,
}

impl Callee for AttrCallee {
    #[inline(always)]
    fn peek(&self, vm: &Vm) -> Option<&Value> {
        match self.global.peek()? {
            Value::Obj(object) => self.module.find(vm, object),
            Value::Type(class) => {
                let found = self.cache.find_value(vm, ShapeMark::of_class(class));
                found.filter(|it| matches!(it, Value::Func(_)))
            }
            _ => None,
        }
    }

    #[inline(never)]
    fn call_any<const N: usize>(&self, vm: &Vm, fp: Fp, args: &[Shape; N], at: u32) -> Value {
        let object = tri!(self.global.get(vm, fp));
        if let Value::Obj(_) = object
            && let Some(callee) = self.module.learn(vm, &object, &self.name)
        {
            let out = Outgoing::begin(vm);
            if !lay_out(vm, fp, &out, args) {
                out.finish(vm);
                return Value::Err;
            }
            return invoke(vm, fp, at, &callee, out, N as u32, &self.callee);
        }
        method::call_found(vm, fp, object, &self.name, args, &self.cache, (at, self.attr_at))
    }
}

/// The node for `name.function(arguments…)` with at most four arguments.
pub fn call(
    global: LoadGlobal,
    name: Ref<Str>,
    args: Vec<Shape>,
    at: u32,
    attr_at: u32,
) -> Box<dyn Node> {
    let callee = AttrCallee {
        global,
        name,
        module: ModulePlace::default(),
        cache: MethodCache::new(),
        callee: ClassCache::default(),
        attr_at,
    };
    macro_rules! sized {
        ($($n:literal)*) => {
            match args.len() {
                $($n => match <[Shape; $n]>::try_from(args) {
                    Ok(args) => call_global::call_of(callee, args, at),
                    Err(_) => unreachable!("as many as were counted"),
                },)*
                _ => unreachable!("lowering gives at most four"),
            }
        };
    }
    sized!(0 1 2 3 4)
}
