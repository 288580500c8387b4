//! `super`.
//!
//! Reference: Library Reference, `super`.

use std::cell::RefCell;

use crate::err;
use crate::object::{
    Args, CellBox, Fp, GetSet, Layout, Name, Payload, Raises, Ref, Str, Type, TypeSpec, Value,
    Visitor, Vm, flags,
};
use crate::protocol;

/// The payload of `super` objects: the class after which the search starts, and what is bound.
pub struct Super {
    inner: RefCell<Inner>,
}

#[derive(Clone, Default)]
struct Inner {
    class: Option<Ref<Type>>,
    /// `None` where the object is unbound.
    object: Option<Value>,
    /// Whose order of resolution is searched.
    object_class: Option<Ref<Type>>,
}

impl Payload for Super {
    fn traverse(&self, visit: &mut Visitor) {
        visit.cell(&self.inner, |it, visit| {
            it.class.iter().for_each(|it| visit.object(it));
            it.object.iter().for_each(|it| visit.value(it));
            it.object_class.iter().for_each(|it| visit.object(it));
        });
    }
}

static LAYOUT: Layout = Layout::of::<Super>();

pub static SPEC: TypeSpec = TypeSpec {
    name: "super",
    layout: Some(&LAYOUT),
    flags: flags::BASE,
    doc: "super() -> same as super(__class__, <first argument>)\nsuper(type) -> unbound super object\nsuper(type, obj) -> \
          bound super object; requires isinstance(obj, type)\nsuper(type, type2) -> bound super object; requires \
          issubclass(type2, type)\n\nAttributes of the classes after `type` in the order of resolution.",
    slots: |slots| {
        slots
            .new
            .set(Some(|vm, class, _| Ok(vm.alloc_in(class, Super { inner: RefCell::default() }))));
        slots.init.set(Some(init));
        slots.getattro.set(Some(getattro));
        slots.repr.set(Some(repr));
        slots.descr_get.set(Some(descr_get));
    },
    getset: &[
        GetSet {
            name: "__thisclass__",
            doc: "",
            get: |_, it| Ok(of(it).class.map_or(Value::None, Value::Type)),
            set: None,
        },
        GetSet {
            name: "__self__",
            doc: "",
            get: |_, it| Ok(of(it).object.unwrap_or(Value::None)),
            set: None,
        },
        GetSet {
            name: "__self_class__",
            doc: "",
            get: |_, it| Ok(of(it).object_class.map_or(Value::None, Value::Type)),
            set: None,
        },
    ],
    ..TypeSpec::DEFAULT
};

fn of(it: &Value) -> Inner {
    it.downcast::<Super>().map(|it| it.inner.borrow().clone()).unwrap_or_default()
}

fn init(vm: &Vm, it: &Value, args: Args) -> Raises<()> {
    if !args.names.is_empty() {
        return Err(err!(TypeError, "super() takes no keyword arguments"));
    }
    let inner = match args.values {
        [] => implicit(vm)?,
        [Value::Type(class)] => {
            Inner { class: Some(class.clone()), object: None, object_class: None }
        }
        [Value::Type(class), Value::None] => {
            Inner { class: Some(class.clone()), object: None, object_class: None }
        }
        [Value::Type(class), object] => bound(vm, class, object)?,
        [other] | [other, _] => {
            return Err(err!(
                TypeError,
                "super() argument 1 must be a type, not {}",
                vm.type_name(other)
            ));
        }
        more => {
            return Err(err!(
                TypeError,
                "super() expected at most 2 arguments, got {}",
                more.len()
            ));
        }
    };
    if let Some(it) = it.downcast::<Super>() {
        let old = it.inner.replace(inner);
        drop(old);
    }
    Ok(())
}

fn bound(vm: &Vm, class: &Ref<Type>, object: &Value) -> Raises<Inner> {
    let object_class = check(vm, class, object)?;
    Ok(Inner {
        class: Some(class.clone()),
        object: Some(object.clone()),
        object_class: Some(object_class),
    })
}

/// The class whose order of resolution `super(class, object)` searches.
fn check(vm: &Vm, class: &Ref<Type>, object: &Value) -> Raises<Ref<Type>> {
    if let Value::Type(it) = object
        && it.is_subclass(class)
    {
        return Ok(it.clone());
    }
    let kind = vm.type_of(object);
    if kind.is_subclass(class) {
        return Ok(kind.clone());
    }
    if let Some(Value::Type(claimed)) = protocol::getattr_opt(vm, object, vm.name(Name::Class))?
        && !claimed.is(kind)
        && claimed.is_subclass(class)
    {
        return Ok(claimed);
    }
    Err(err!(
        TypeError,
        "super(type, obj): obj ({} {}) is not an instance or subtype of type ({}).",
        if matches!(object, Value::Type(_)) { "type" } else { "instance of" },
        match object {
            Value::Type(it) => it.name(),
            other => vm.type_name(other),
        },
        class.name()
    ))
}

/// The first argument of a running function; `Err` if it has been deleted.
#[inline(always)]
pub fn first_argument(fp: Fp) -> Value {
    match fp.peek(0) {
        Value::Cell(cell) => CellBox::get(cell),
        other => other.clone(),
    }
}

/// `super()` without arguments: `__class__` and the first argument of the calling function.
fn implicit(vm: &Vm) -> Raises<Inner> {
    let fp = vm.frame.get();
    if fp.is_null() {
        return Err(err!(RuntimeError, "super(): no current frame"));
    }
    let function = fp.head().function();
    let code = function.code();
    if code.facts.argcount == 0 {
        return Err(err!(RuntimeError, "super(): no arguments"));
    }
    let first = first_argument(fp);
    if first.is_err() {
        return Err(err!(RuntimeError, "super(): arg[0] deleted"));
    }
    let name = vm.name(Name::Class);
    let at = code.facts.freevars.iter().position(|it| **it == **name);
    let Some(at) = at else {
        return Err(err!(RuntimeError, "super(): __class__ cell not found"));
    };
    match function.closure()[at].get() {
        Value::Type(class) => bound(vm, &class, &first),
        Value::Err => Err(err!(RuntimeError, "super(): empty __class__ cell")),
        other => {
            Err(err!(RuntimeError, "super(): __class__ is not a type ({})", vm.type_name(&other)))
        }
    }
}

/// `super(class, object).name` without a super object: what the search finds, unbound; `None` if nothing.
pub fn find(
    vm: &Vm,
    class: &Ref<Type>,
    object_class: &Ref<Type>,
    name: &Ref<Str>,
) -> Option<Value> {
    owner(vm, class, object_class, name)?.namespace(vm).get_str(name)
}

/// The class after `class` in the order of resolution that has `name`.
pub fn owner(
    vm: &Vm,
    class: &Ref<Type>,
    object_class: &Ref<Type>,
    name: &Ref<Str>,
) -> Option<Ref<Type>> {
    let mro = object_class.mro.borrow();
    let mut after = mro.iter().skip_while(|it| !it.is(class)).skip(1);
    after.find(|it| it.namespace(vm).position_of_str(name).is_some()).cloned()
}

fn getattro(vm: &Vm, it: &Value, name: &Ref<Str>) -> Raises<Value> {
    let inner = of(it);
    if let (Some(class), Some(object), Some(object_class)) =
        (&inner.class, &inner.object, &inner.object_class)
        && name.bytes() != b"__class__"
        && let Some(found) = find(vm, class, object_class, name)
    {
        return match vm.type_of(&found).slots.descr_get.get() {
            Some(get) => {
                let owner = Value::Type(object_class.clone());
                let on_class = matches!(object, Value::Type(it) if it.is(object_class));
                get(vm, &found, if on_class { None } else { Some(object) }, &owner)
            }
            None => Ok(found),
        };
    }
    protocol::generic_getattr(vm, it, name)
}

fn repr(vm: &Vm, it: &Value) -> Raises<Value> {
    let inner = of(it);
    let class = inner.class.map_or("NULL".to_owned(), |it| it.name());
    Ok(vm.text(&match inner.object_class {
        Some(it) => format!("<super: <class '{class}'>, <{} object>>", it.name()),
        None => format!("<super: <class '{class}'>, NULL>"),
    }))
}

fn descr_get(vm: &Vm, it: &Value, object: Option<&Value>, _: &Value) -> Raises<Value> {
    let inner = of(it);
    let (Some(object), Some(class), None) = (object, &inner.class, &inner.object) else {
        return Ok(it.clone());
    };
    let inner = bound(vm, class, object)?;
    Ok(vm.alloc_in(vm.type_of(it), Super { inner: RefCell::new(inner) }))
}
