//! `property`.
//!
//! Reference: Library Reference, `property`; Data model, "Invoking Descriptors".

use std::cell::RefCell;

use crate::err;
use crate::native;
use crate::native::Rest;
use crate::object::{
    Args, Builtin, GetSet, Layout, Name, Native, Payload, Raises, Ref, Str, Type, TypeSpec, Value,
    Visitor, Vm, flags,
};
use crate::protocol;

/// The payload of `property` objects; each function is `None` where it is not given.
pub struct Property {
    get: RefCell<Value>,
    set: RefCell<Value>,
    delete: RefCell<Value>,
    doc: RefCell<Value>,
    /// Set by `__set_name__`; `Err` until then.
    name: RefCell<Value>,
    /// The docstring is the getter's.
    getter_doc: std::cell::Cell<bool>,
}

impl Payload for Property {
    fn traverse(&self, visit: &mut Visitor) {
        for cell in [&self.get, &self.set, &self.delete, &self.doc, &self.name] {
            visit.cell(cell, |it, visit| visit.value(it));
        }
    }

    fn clear(&self) {
        for cell in [&self.get, &self.set, &self.delete, &self.doc] {
            let old = cell.replace(Value::None);
            drop(old);
        }
    }
}

fn of(it: &Value) -> &Ref<Property> {
    it.downcast::<Property>().expect("slots are called with instances of their class")
}

/// The getter, for nodes that call it directly.
pub fn getter(property: &Property) -> Value {
    property.get.borrow().clone()
}

static LAYOUT: Layout = Layout::of::<Property>();

pub static SPEC: TypeSpec = TypeSpec {
    name: "property",
    layout: Some(&LAYOUT),
    flags: flags::BASE | flags::WEAKREF,
    doc: "property(fget=None, fset=None, fdel=None, doc=None)\n--\n\nAn attribute that is computed.\n\n  fget\n    function for reading it\n  fset\n    function for setting it\n  \
          fdel\n    function for deleting it\n  doc\n    docstring\n",
    slots: |slots| {
        slots.new.set(Some(new));
        slots.init.set(Some(init));
        slots.descr_get.set(Some(get));
        slots.descr_set.set(Some(set));
    },
    methods: METHODS,
    getset: &[
        GetSet { name: "fget", doc: "", get: |_, it| Ok(of(it).get.borrow().clone()), set: None },
        GetSet { name: "fset", doc: "", get: |_, it| Ok(of(it).set.borrow().clone()), set: None },
        GetSet {
            name: "fdel",
            doc: "",
            get: |_, it| Ok(of(it).delete.borrow().clone()),
            set: None,
        },
        GetSet {
            name: "__doc__",
            doc: "",
            get: |_, it| Ok(of(it).doc.borrow().clone()),
            set: Some(|_, it, value| {
                let old = of(it).doc.replace(value.unwrap_or(Value::None));
                drop(old);
                Ok(())
            }),
        },
        GetSet { name: "__name__", doc: "", get: name, set: Some(set_name) },
        GetSet { name: "__isabstractmethod__", doc: "", get: is_abstract, set: None },
    ],
    ..TypeSpec::DEFAULT
};

static METHODS: &[Native] = &[
    native!("getter($self, fget, /)", "A copy with another function for reading.", with_getter),
    native!("setter($self, fset, /)", "A copy with another function for setting.", with_setter),
    native!("deleter($self, fdel, /)", "A copy with another function for deleting.", with_deleter),
    native!("__set_name__($self, /, *args)" as "", "Learn the attribute's name.", learn_name),
];

fn new(vm: &Vm, class: &Ref<Type>, _: Args) -> Raises<Value> {
    let none = || RefCell::new(Value::None);
    let property = Property {
        get: none(),
        set: none(),
        delete: none(),
        doc: none(),
        name: RefCell::new(Value::Err),
        getter_doc: false.into(),
    };
    Ok(vm.alloc_in(class, property))
}

fn init(vm: &Vm, it: &Value, args: Args) -> Raises<()> {
    let (get, set, delete, doc): (Value, Value, Value, Value) =
        crate::bind!(vm, args, "property(fget=None, fset=None, fdel=None, doc=None)")?;
    fill(vm, it, get, set, delete, doc)
}

fn fill(vm: &Vm, it: &Value, get: Value, set: Value, delete: Value, doc: Value) -> Raises<()> {
    let property = of(it);
    let mut doc = doc;
    property.getter_doc.set(false);
    if doc.is_none()
        && !get.is_none()
        && let Some(found) = protocol::getattr_opt(vm, &get, vm.name(Name::Doc))?
        && !found.is_none()
    {
        doc = found;
        property.getter_doc.set(true);
    }
    let old = (
        property.get.replace(get),
        property.set.replace(set),
        property.delete.replace(delete),
        property.doc.replace(doc.clone()),
    );
    drop(old);
    if !vm.type_of(it).is(vm.class(Builtin::Property)) {
        // The docstring of a subclass hides the descriptor: instances keep their own.
        match protocol::setattr(vm, it, vm.name(Name::Doc), doc) {
            Err(raised) if raised.is(vm, Builtin::AttributeError) && !property.getter_doc.get() => {
            }
            other => return other,
        }
    }
    Ok(())
}

/// A property of the same class with some functions replaced.
fn copy(
    vm: &Vm,
    it: &Value,
    get: Option<Value>,
    set: Option<Value>,
    delete: Option<Value>,
) -> Raises<Value> {
    let old = of(it);
    let class = Value::Type(vm.type_of(it).clone());
    let get = get.unwrap_or_else(|| old.get.borrow().clone());
    let set = set.unwrap_or_else(|| old.set.borrow().clone());
    let delete = delete.unwrap_or_else(|| old.delete.borrow().clone());
    let doc =
        if old.getter_doc.get() && !get.is_none() { Value::None } else { old.doc.borrow().clone() };
    let made = protocol::call(vm, &class, Args::positional(&[get, set, delete, doc]))?;
    if let Some(new) = made.downcast::<Property>() {
        let name = old.name.borrow().clone();
        *new.name.borrow_mut() = name;
    }
    Ok(made)
}

fn with_getter(vm: &Vm, it: Value, get: Value) -> Raises<Value> {
    copy(vm, &it, Some(get), None, None)
}

fn with_setter(vm: &Vm, it: Value, set: Value) -> Raises<Value> {
    copy(vm, &it, None, Some(set), None)
}

fn with_deleter(vm: &Vm, it: Value, delete: Value) -> Raises<Value> {
    copy(vm, &it, None, None, Some(delete))
}

fn learn_name(_: &Vm, it: Ref<Property>, args: Rest) -> Raises<()> {
    let [_, name] = &args[..] else {
        return Err(err!(
            TypeError,
            "__set_name__() takes 2 positional arguments but {} were given",
            args.len()
        ));
    };
    let old = it.name.replace(name.clone());
    drop(old);
    Ok(())
}

fn name(vm: &Vm, it: &Value) -> Raises<Value> {
    let property = of(it);
    if let Some(name) = property.name.borrow().clone().given() {
        return Ok(name);
    }
    let get = property.get.borrow().clone();
    if !get.is_none()
        && let Some(name) = protocol::getattr_opt(vm, &get, vm.name(Name::Name))?
    {
        return Ok(name);
    }
    Err(protocol::attr::no_attribute(vm, it, vm.name(Name::Name)))
}

fn set_name(_: &Vm, it: &Value, value: Option<Value>) -> Raises<()> {
    let old = of(it).name.replace(value.unwrap_or(Value::Err));
    drop(old);
    Ok(())
}

fn is_abstract(vm: &Vm, it: &Value) -> Raises<Value> {
    let property = of(it);
    for cell in [&property.get, &property.set, &property.delete] {
        let function = cell.borrow().clone();
        if let Some(value) = protocol::getattr_opt(vm, &function, vm.name(Name::Isabstractmethod))?
            && vm.is_true(&value)?
        {
            return Ok(Value::TRUE);
        }
    }
    Ok(Value::FALSE)
}

fn get(vm: &Vm, it: &Value, object: Option<&Value>, _: &Value) -> Raises<Value> {
    let Some(object) = object else { return Ok(it.clone()) };
    let function = of(it).get.borrow().clone();
    if function.is_none() {
        return Err(lacks(vm, it, object, "getter"));
    }
    protocol::call1(vm, &function, object)
}

fn set(vm: &Vm, it: &Value, object: &Value, value: Option<Value>) -> Raises<()> {
    let property = of(it);
    match value {
        Some(value) => {
            let function = property.set.borrow().clone();
            if function.is_none() {
                return Err(lacks(vm, it, object, "setter"));
            }
            protocol::call(vm, &function, Args::positional(&[object.clone(), value])).map(drop)
        }
        None => {
            let function = property.delete.borrow().clone();
            if function.is_none() {
                return Err(lacks(vm, it, object, "deleter"));
            }
            protocol::call1(vm, &function, object).map(drop)
        }
    }
}

#[cold]
fn lacks(vm: &Vm, it: &Value, object: &Value, what: &str) -> crate::object::Raised {
    let kind = vm.type_of(object).qualname_str(vm);
    let kind = crate::algo::escape::repr_str(kind.bytes());
    let named = name(vm, it).ok().and_then(|it| it.downcast::<Str>().cloned());
    let message = match &named {
        Some(name) => {
            format!(
                "property {} of {kind} object has no {what}",
                crate::algo::escape::repr_str(name.bytes())
            )
        }
        None => format!("property of {kind} object has no {what}"),
    };
    crate::object::Raised::new(Builtin::AttributeError, message)
}
