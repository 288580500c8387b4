//! `super().name(arguments…)` and `super(class, local).name(arguments…)`: the method is found and called without an
//! object for `super(…)` being made.
//!
//! Reference: Library Reference, `super`.

use std::cell::Cell;

use crate::object::{
    Args, Builtin, Fp, Function, MethodPlace, Node, Outgoing, Ref, Str, Type, Value, Vm,
};
use crate::types::class::wrap::Wrapper;
use crate::types::super_;
use crate::{protocol, tri};

use super::call::{ClassCache, call_function, invoke};
use super::fail::{settle, trace, unbound_local};
use super::method::lay_out;
use super::names::LoadGlobal;
use super::operand::Shape;

pub struct CallSuper {
    /// What `super` stands for.
    pub callee: LoadGlobal,
    pub given: Given,
    pub name: Ref<Str>,
    pub args: Box<[Shape]>,
    pub cache: SuperCache,
    pub at: u32,
    pub attr_at: u32,
}

/// What the search starts from.
pub enum Given {
    /// The number of the `__class__` cell in the closure; the object is the first argument.
    Cell(u32),
    /// A global name for the class, a local variable and where it stands for the object.
    Names(LoadGlobal, u32, u32),
}

impl Given {
    /// The class to start after and the object, where it is clear what they are.
    #[inline(always)]
    fn get(&self, fp: Fp) -> Option<(Ref<Type>, Value)> {
        let (class, object) = match self {
            Given::Cell(cell) => {
                let class = fp.head().function().closure()[*cell as usize].get();
                (class, super_::first_argument(fp))
            }
            Given::Names(class, slot, _) => (class.peek()?.clone(), fp.get(*slot)),
        };
        match (class, object) {
            (Value::Type(class), object @ (Value::Inst(_) | Value::Obj(_))) => {
                Some((class, object))
            }
            _ => None,
        }
    }

    /// The arguments of `super`; `None` with the exception stored.
    fn arguments(&self, vm: &Vm, fp: Fp) -> Option<Vec<Value>> {
        let Given::Names(class, slot, at) = self else { return Some(Vec::new()) };
        let class = class.get(vm, fp);
        if class.is_err() {
            return None;
        }
        let object = fp.get(*slot);
        if object.is_err() {
            unbound_local(vm, fp, *slot, *at);
            return None;
        }
        Some(vec![class, object])
    }
}

/// The function found for instances of one class.
#[derive(Default)]
pub struct SuperCache {
    /// Addresses of the class the search starts after and of the instance's class.
    after: Cell<usize>,
    class: Cell<usize>,
    epoch: Cell<u32>,
    method: MethodPlace,
    callee: ClassCache,
}

impl CallSuper {
    /// The function to call and its receiver, where that can be said without a super object.
    #[inline(always)]
    fn find(&self, vm: &Vm, fp: Fp) -> Option<(Ref<Function>, Value)> {
        let callee = self.callee.peek()?;
        if !matches!(callee, Value::Type(it) if it.is(vm.class(Builtin::Super))) {
            return None;
        }
        let (after, receiver) = self.given.get(fp)?;
        let class = vm.type_of(&receiver);
        let cache = &self.cache;
        if cache.epoch.get() != vm.epoch.get()
            || cache.class.get() != class.as_ptr() as usize
            || cache.after.get() != after.as_ptr() as usize
        {
            self.learn(vm, &after, class);
        }
        Some((cache.method.function(vm)?, receiver))
    }

    #[inline(never)]
    fn learn(&self, vm: &Vm, after: &Ref<Type>, class: &Ref<Type>) {
        let cache = &self.cache;
        cache.method.forget();
        if class.is_subclass(after)
            && let Some(owner) = super_::owner(vm, after, class, &self.name)
        {
            cache.method.learn(vm, owner.namespace(vm), &self.name);
        }
        cache.after.set(after.as_ptr() as usize);
        cache.class.set(class.as_ptr() as usize);
        cache.epoch.set(vm.epoch.get());
    }

    /// A special method of a built-in class, called with no object for it being made; `None` for others.
    fn eval_wrapper(&self, vm: &Vm, fp: Fp) -> Option<Value> {
        let callee = self.callee.peek()?;
        if !matches!(callee, Value::Type(it) if it.is(vm.class(Builtin::Super))) {
            return None;
        }
        let (after, receiver) = self.given.get(fp)?;
        let class = vm.type_of(&receiver);
        if !class.is_subclass(&after) {
            return None;
        }
        let found = super_::find(vm, &after, class, &self.name)?;
        let wrapper = found.downcast::<Wrapper>()?;
        let out = Outgoing::begin(vm);
        if !lay_out(vm, fp, &out, &self.args) {
            out.finish(vm);
            return Some(Value::Err);
        }
        fp.head().position.set(self.at);
        let result = wrapper.call(vm, &receiver, Args::positional(out.arguments(vm)));
        out.finish(vm);
        Some(settle(vm, fp, self.at, result))
    }

    /// Step by step: `super()`, the attribute, the call.
    #[inline(never)]
    fn eval_plain(&self, vm: &Vm, fp: Fp) -> Value {
        let callee = tri!(self.callee.eval(vm, fp));
        let Some(given) = self.given.arguments(vm, fp) else { return Value::Err };
        fp.head().position.set(self.attr_at);
        let made = protocol::call(vm, &callee, Args::positional(&given));
        let object = tri!(settle(vm, fp, self.attr_at, made));
        fp.head().position.set(self.attr_at);
        let found = protocol::getattr(vm, &object, &self.name);
        let method = tri!(settle(vm, fp, self.attr_at, found));
        drop(object);
        let out = Outgoing::begin(vm);
        if !lay_out(vm, fp, &out, &self.args) {
            out.finish(vm);
            return Value::Err;
        }
        invoke(vm, fp, self.at, &method, out, self.args.len() as u32, &self.cache.callee)
    }
}

impl Node for CallSuper {
    fn eval(&self, vm: &Vm, fp: Fp) -> Value {
        let Some((function, receiver)) = self.find(vm, fp) else {
            return self.eval_wrapper(vm, fp).unwrap_or_else(|| self.eval_plain(vm, fp));
        };
        let out = Outgoing::begin(vm);
        out.set_receiver(receiver);
        if !lay_out(vm, fp, &out, &self.args) {
            out.finish(vm);
            return Value::Err;
        }
        fp.head().position.set(self.at);
        let count = self.args.len() as u32 + 1;
        let result = call_function(vm, &function, out, count, true);
        if result.is_err() {
            return trace(vm, fp, self.at);
        }
        result
    }
}
