//! The table of special methods: which name stands for which slot, and how one calls the other.
//!
//! Built-in classes get a wrapper in their namespace for each slot they fill; classes made at run time get
//! a slot function for each special method they define ([`super::user`]).
//!
//! Reference: Data model, "Special method names".

use crate::err;
use crate::object::{Args, BinaryOp, CompareOp, Raises, Slots, Value, Vm};

/// Names a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    Repr,
    Str,
    Hash,
    Call,
    GetAttr,
    SetAttr,
    Compare,
    Iter,
    Next,
    Await,
    AIter,
    ANext,
    Len,
    GetItem,
    SetItem,
    Contains,
    Concat,
    Repeat,
    InplaceConcat,
    InplaceRepeat,
    Bool,
    Int,
    Float,
    Index,
    Negative,
    Positive,
    Absolute,
    Invert,
    DescrGet,
    DescrSet,
    Init,
    Del,
    Buffer,
    ReleaseBuffer,
    Binary(BinaryOp),
    Inplace(BinaryOp),
}

/// How a wrapper calls its slot.
#[derive(Clone, Copy)]
pub enum Call {
    /// With so many arguments at least and at most, no keywords.
    Fixed(u8, u8, fn(&Vm, &Slots, &Value, &[Value]) -> Raises<Value>),
    /// With whatever it is called with.
    Any(fn(&Vm, &Slots, &Value, Args) -> Raises<Value>),
}

/// One special method.
pub struct Row {
    pub name: &'static str,
    pub slot: Slot,
    pub call: Call,
    /// What `__text_signature__` gives.
    pub text: &'static str,
    pub doc: &'static str,
}

const NONE: &str = "($self, /)";
const VALUE: &str = "($self, value, /)";
const KEY: &str = "($self, key, /)";

const fn row(
    name: &'static str,
    slot: Slot,
    call: Call,
    text: &'static str,
    doc: &'static str,
) -> Row {
    Row { name, slot, call, text, doc }
}

fn missing(vm: &Vm, it: &Value) -> crate::object::Raised {
    err!(TypeError, "'{}' object lacks this operation", vm.type_name(it))
}

macro_rules! unary {
    ($name:literal, $slot:ident, $field:ident, $doc:literal) => {
        row(
            $name,
            Slot::$slot,
            Call::Fixed(0, 0, |vm, slots, it, _| match slots.$field.get() {
                Some(slot) => slot(vm, it),
                None => Err(missing(vm, it)),
            }),
            NONE,
            $doc,
        )
    };
}

macro_rules! compare {
    ($name:literal, $op:ident, $doc:literal) => {
        row(
            $name,
            Slot::Compare,
            Call::Fixed(1, 1, |vm, slots, it, args| match slots.compare.get() {
                Some(slot) => slot(vm, it, &args[0], CompareOp::$op),
                None => Ok(Value::NotImplemented),
            }),
            VALUE,
            $doc,
        )
    };
}

macro_rules! binary {
    ($name:literal, $reflected:literal, $op:ident, $symbol:literal) => {
        [
            row(
                $name,
                Slot::Binary(BinaryOp::$op),
                Call::Fixed(1, 1, |vm, slots, it, args| {
                    match slots.binary[BinaryOp::$op as usize].get() {
                        Some(slot) => slot(vm, it, &args[0]),
                        None => Ok(Value::NotImplemented),
                    }
                }),
                VALUE,
                concat!("Return self", $symbol, "value."),
            ),
            row(
                $reflected,
                Slot::Binary(BinaryOp::$op),
                Call::Fixed(1, 1, |vm, slots, it, args| {
                    match slots.binary[BinaryOp::$op as usize].get() {
                        Some(slot) => slot(vm, &args[0], it),
                        None => Ok(Value::NotImplemented),
                    }
                }),
                VALUE,
                concat!("Return value", $symbol, "self."),
            ),
        ]
    };
}

macro_rules! inplace {
    ($name:literal, $op:ident, $symbol:literal) => {
        row(
            $name,
            Slot::Inplace(BinaryOp::$op),
            Call::Fixed(1, 1, |vm, slots, it, args| {
                match slots.inplace[BinaryOp::$op as usize].get() {
                    Some(slot) => slot(vm, it, &args[0]),
                    None => Ok(Value::NotImplemented),
                }
            }),
            VALUE,
            concat!("Return self", $symbol, "value."),
        )
    };
}

macro_rules! sequence {
    ($name:literal, $slot:ident, $field:ident, $doc:literal) => {
        row(
            $name,
            Slot::$slot,
            Call::Fixed(1, 1, |vm, slots, it, args| match slots.$field.get() {
                Some(slot) => slot(vm, it, &args[0]),
                None => Ok(Value::NotImplemented),
            }),
            VALUE,
            $doc,
        )
    };
}

fn attribute_name(vm: &Vm, name: &Value) -> Raises<crate::object::Ref<crate::object::Str>> {
    match name.downcast::<crate::object::Str>() {
        Some(name) => Ok(vm.intern_str(name)),
        None => Err(err!(TypeError, "attribute name must be string, not '{}'", vm.type_name(name))),
    }
}

/// The plain special methods.
pub static ROWS: &[Row] = &[
    unary!("__repr__", Repr, repr, "Return repr(self)."),
    unary!("__str__", Str, str_, "Return str(self)."),
    row(
        "__hash__",
        Slot::Hash,
        Call::Fixed(0, 0, |vm, slots, it, _| match slots.hash.get() {
            Some(slot) => slot(vm, it).map(Value::Int),
            None => Err(missing(vm, it)),
        }),
        NONE,
        "Return hash(self).",
    ),
    row(
        "__call__",
        Slot::Call,
        Call::Any(|vm, slots, it, args| match slots.call.get() {
            Some(slot) => slot(vm, it, args),
            None => Err(missing(vm, it)),
        }),
        "($self, /, *args, **kwargs)",
        "Call self as a function.",
    ),
    row(
        "__getattribute__",
        Slot::GetAttr,
        Call::Fixed(1, 1, |vm, slots, it, args| {
            let name = attribute_name(vm, &args[0])?;
            match slots.getattro.get() {
                Some(slot) => slot(vm, it, &name),
                None => crate::protocol::generic_getattr(vm, it, &name),
            }
        }),
        "($self, name, /)",
        "Return getattr(self, name).",
    ),
    // Not a wrapper of any built-in class: filled in by classes made at run time only.
    row(
        "__getattr__",
        Slot::GetAttr,
        Call::Fixed(1, 1, |vm, _, it, _| Err(missing(vm, it))),
        "($self, name, /)",
        "Look an attribute up that was not found otherwise.",
    ),
    row(
        "__setattr__",
        Slot::SetAttr,
        Call::Fixed(2, 2, |vm, slots, it, args| {
            let name = attribute_name(vm, &args[0])?;
            match slots.setattro.get() {
                Some(slot) => slot(vm, it, &name, Some(args[1].clone())),
                None => crate::protocol::generic_setattr(vm, it, &name, Some(args[1].clone())),
            }
            .map(|()| Value::None)
        }),
        "($self, name, value, /)",
        "Implement setattr(self, name, value).",
    ),
    row(
        "__delattr__",
        Slot::SetAttr,
        Call::Fixed(1, 1, |vm, slots, it, args| {
            let name = attribute_name(vm, &args[0])?;
            match slots.setattro.get() {
                Some(slot) => slot(vm, it, &name, None),
                None => crate::protocol::generic_setattr(vm, it, &name, None),
            }
            .map(|()| Value::None)
        }),
        "($self, name, /)",
        "Implement delattr(self, name).",
    ),
    compare!("__lt__", Lt, "Return self<value."),
    compare!("__le__", Le, "Return self<=value."),
    compare!("__eq__", Eq, "Return self==value."),
    compare!("__ne__", Ne, "Return self!=value."),
    compare!("__gt__", Gt, "Return self>value."),
    compare!("__ge__", Ge, "Return self>=value."),
    unary!("__iter__", Iter, iter, "Implement iter(self)."),
    row(
        "__next__",
        Slot::Next,
        Call::Fixed(0, 0, |vm, slots, it, _| {
            let Some(slot) = slots.next.get() else { return Err(missing(vm, it)) };
            match slot(vm, it)? {
                Some(value) => Ok(value),
                None => Err(crate::object::Raised::stop_iteration(vm.take_stop_value())),
            }
        }),
        NONE,
        "Implement next(self).",
    ),
    unary!("__await__", Await, await_, "Return an iterator to be used in await expression."),
    unary!(
        "__aiter__",
        AIter,
        aiter,
        "Return an awaitable, that resolves in asynchronous iterator."
    ),
    unary!("__anext__", ANext, anext, "Return a value or raise StopAsyncIteration."),
    row(
        "__len__",
        Slot::Len,
        Call::Fixed(0, 0, |vm, slots, it, _| match slots.len.get() {
            Some(slot) => slot(vm, it).map(|n| Value::Int(n as i64)),
            None => Err(missing(vm, it)),
        }),
        NONE,
        "Return len(self).",
    ),
    row(
        "__getitem__",
        Slot::GetItem,
        Call::Fixed(1, 1, |vm, slots, it, args| match slots.getitem.get() {
            Some(slot) => slot(vm, it, &args[0]),
            None => Err(missing(vm, it)),
        }),
        KEY,
        "Return self[key].",
    ),
    row(
        "__setitem__",
        Slot::SetItem,
        Call::Fixed(2, 2, |vm, slots, it, args| match slots.setitem.get() {
            Some(slot) => slot(vm, it, &args[0], Some(args[1].clone())).map(|()| Value::None),
            None => Err(missing(vm, it)),
        }),
        "($self, key, value, /)",
        "Set self[key] to value.",
    ),
    row(
        "__delitem__",
        Slot::SetItem,
        Call::Fixed(1, 1, |vm, slots, it, args| match slots.setitem.get() {
            Some(slot) => slot(vm, it, &args[0], None).map(|()| Value::None),
            None => Err(missing(vm, it)),
        }),
        KEY,
        "Delete self[key].",
    ),
    row(
        "__contains__",
        Slot::Contains,
        Call::Fixed(1, 1, |vm, slots, it, args| match slots.contains.get() {
            Some(slot) => slot(vm, it, &args[0]).map(Value::bool),
            None => Err(missing(vm, it)),
        }),
        KEY,
        "Return bool(key in self).",
    ),
    sequence!("__add__", Concat, concat, "Return self+value."),
    sequence!("__mul__", Repeat, repeat, "Return self*value."),
    sequence!("__rmul__", Repeat, repeat, "Return value*self."),
    sequence!("__iadd__", InplaceConcat, inplace_concat, "Implement self+=value."),
    sequence!("__imul__", InplaceRepeat, inplace_repeat, "Implement self*=value."),
    row(
        "__bool__",
        Slot::Bool,
        Call::Fixed(0, 0, |vm, slots, it, _| match slots.bool_.get() {
            Some(slot) => slot(vm, it).map(Value::bool),
            None => Err(missing(vm, it)),
        }),
        NONE,
        "True if self else False",
    ),
    unary!("__int__", Int, int, "int(self)"),
    unary!("__float__", Float, float, "float(self)"),
    unary!(
        "__index__",
        Index,
        index,
        "Return self converted to an integer, if self is suitable for use as an index."
    ),
    unary!("__neg__", Negative, negative, "-self"),
    unary!("__pos__", Positive, positive, "+self"),
    unary!("__abs__", Absolute, absolute, "abs(self)"),
    unary!("__invert__", Invert, invert, "~self"),
    row(
        "__get__",
        Slot::DescrGet,
        Call::Fixed(1, 2, |vm, slots, it, args| {
            let Some(slot) = slots.descr_get.get() else { return Err(missing(vm, it)) };
            let owner = args.get(1).cloned().unwrap_or(Value::None);
            let instance = if args[0].is_none() { None } else { Some(&args[0]) };
            if instance.is_none() && owner.is_none() {
                return Err(err!(TypeError, "__get__(None, None) is invalid"));
            }
            slot(vm, it, instance, &owner)
        }),
        "($self, instance, owner=None, /)",
        "Return an attribute of instance, which is of type owner.",
    ),
    row(
        "__set__",
        Slot::DescrSet,
        Call::Fixed(2, 2, |vm, slots, it, args| match slots.descr_set.get() {
            Some(slot) => slot(vm, it, &args[0], Some(args[1].clone())).map(|()| Value::None),
            None => Err(missing(vm, it)),
        }),
        "($self, instance, value, /)",
        "Set an attribute of instance to value.",
    ),
    row(
        "__delete__",
        Slot::DescrSet,
        Call::Fixed(1, 1, |vm, slots, it, args| match slots.descr_set.get() {
            Some(slot) => slot(vm, it, &args[0], None).map(|()| Value::None),
            None => Err(missing(vm, it)),
        }),
        "($self, instance, /)",
        "Delete an attribute of instance.",
    ),
    row(
        "__init__",
        Slot::Init,
        Call::Any(|vm, slots, it, args| match slots.init.get() {
            Some(slot) => slot(vm, it, args).map(|()| Value::None),
            None => Err(missing(vm, it)),
        }),
        "($self, /, *args, **kwargs)",
        "Initialize self.  See help(type(self)) for accurate signature.",
    ),
    row(
        "__del__",
        Slot::Del,
        Call::Fixed(0, 0, |vm, slots, it, _| {
            if let Some(slot) = slots.del.get() {
                slot(vm, it);
            }
            Ok(Value::None)
        }),
        NONE,
        "Called when the instance is about to be destroyed.",
    ),
    row(
        "__buffer__",
        Slot::Buffer,
        Call::Fixed(1, 1, |vm, slots, it, args| {
            let Some(slot) = slots.buffer.get() else { return Err(missing(vm, it)) };
            slot(
                vm,
                it,
                crate::protocol::to_isize(vm, &args[0], crate::object::Builtin::OverflowError)?,
            )
        }),
        "($self, flags, /)",
        "A view of the memory of the object.",
    ),
    row(
        "__release_buffer__",
        Slot::ReleaseBuffer,
        Call::Fixed(1, 1, |vm, slots, it, args| match slots.release_buffer.get() {
            Some(slot) => slot(vm, it, &args[0]).map(|()| Value::None),
            None => Err(missing(vm, it)),
        }),
        "($self, buffer, /)",
        "Give back a view that __buffer__ gave.",
    ),
    inplace!("__iadd__", Add, "+="),
    inplace!("__isub__", Sub, "-="),
    inplace!("__imul__", Mul, "*="),
    inplace!("__imatmul__", MatMul, "@="),
    inplace!("__itruediv__", Div, "/="),
    inplace!("__imod__", Mod, "%="),
    inplace!("__ipow__", Pow, "**="),
    inplace!("__ilshift__", LShift, "<<="),
    inplace!("__irshift__", RShift, ">>="),
    inplace!("__ior__", Or, "|="),
    inplace!("__ixor__", Xor, "^="),
    inplace!("__iand__", And, "&="),
    inplace!("__ifloordiv__", FloorDiv, "//="),
];

/// Two-argument or three-argument `pow`, from the method.
const POW: Call = Call::Fixed(1, 2, |vm, slots, it, args| match args {
    [exponent, modulus] if !modulus.is_none() => match slots.power.get() {
        Some(slot) => slot(vm, it, exponent, modulus),
        None => Ok(Value::NotImplemented),
    },
    _ => match slots.binary[BinaryOp::Pow as usize].get() {
        Some(slot) => slot(vm, it, &args[0]),
        None => Ok(Value::NotImplemented),
    },
});

const RPOW: Call = Call::Fixed(1, 2, |vm, slots, it, args| match args {
    [base, modulus] if !modulus.is_none() => match slots.power.get() {
        Some(slot) => slot(vm, base, it, modulus),
        None => Ok(Value::NotImplemented),
    },
    _ => match slots.binary[BinaryOp::Pow as usize].get() {
        Some(slot) => slot(vm, &args[0], it),
        None => Ok(Value::NotImplemented),
    },
});

/// The binary operators, each with its reflected form.
pub static BINARY_ROWS: &[[Row; 2]] = &[
    binary!("__add__", "__radd__", Add, "+"),
    binary!("__sub__", "__rsub__", Sub, "-"),
    binary!("__mul__", "__rmul__", Mul, "*"),
    binary!("__matmul__", "__rmatmul__", MatMul, "@"),
    binary!("__truediv__", "__rtruediv__", Div, "/"),
    binary!("__mod__", "__rmod__", Mod, "%"),
    [
        row(
            "__pow__",
            Slot::Binary(BinaryOp::Pow),
            POW,
            "($self, value, mod=None, /)",
            "Return pow(self, value, mod).",
        ),
        row(
            "__rpow__",
            Slot::Binary(BinaryOp::Pow),
            RPOW,
            "($self, value, mod=None, /)",
            "Return pow(value, self, mod).",
        ),
    ],
    binary!("__lshift__", "__rlshift__", LShift, "<<"),
    binary!("__rshift__", "__rrshift__", RShift, ">>"),
    binary!("__or__", "__ror__", Or, "|"),
    binary!("__xor__", "__rxor__", Xor, "^"),
    binary!("__and__", "__rand__", And, "&"),
    binary!("__floordiv__", "__rfloordiv__", FloorDiv, "//"),
    binary!("__divmod__", "__rdivmod__", DivMod, " divmod "),
];

/// All rows.
pub fn all() -> impl Iterator<Item = &'static Row> {
    ROWS.iter().chain(BINARY_ROWS.iter().flatten())
}

macro_rules! by_slot {
    ($slot:expr, $field:ident => $body:expr) => {
        match $slot {
            Slot::Repr => by_slot!(@ $field, repr, $body),
            Slot::Str => by_slot!(@ $field, str_, $body),
            Slot::Hash => by_slot!(@ $field, hash, $body),
            Slot::Call => by_slot!(@ $field, call, $body),
            Slot::GetAttr => by_slot!(@ $field, getattro, $body),
            Slot::SetAttr => by_slot!(@ $field, setattro, $body),
            Slot::Compare => by_slot!(@ $field, compare, $body),
            Slot::Iter => by_slot!(@ $field, iter, $body),
            Slot::Next => by_slot!(@ $field, next, $body),
            Slot::Await => by_slot!(@ $field, await_, $body),
            Slot::AIter => by_slot!(@ $field, aiter, $body),
            Slot::ANext => by_slot!(@ $field, anext, $body),
            Slot::Len => by_slot!(@ $field, len, $body),
            Slot::GetItem => by_slot!(@ $field, getitem, $body),
            Slot::SetItem => by_slot!(@ $field, setitem, $body),
            Slot::Contains => by_slot!(@ $field, contains, $body),
            Slot::Concat => by_slot!(@ $field, concat, $body),
            Slot::Repeat => by_slot!(@ $field, repeat, $body),
            Slot::InplaceConcat => by_slot!(@ $field, inplace_concat, $body),
            Slot::InplaceRepeat => by_slot!(@ $field, inplace_repeat, $body),
            Slot::Bool => by_slot!(@ $field, bool_, $body),
            Slot::Int => by_slot!(@ $field, int, $body),
            Slot::Float => by_slot!(@ $field, float, $body),
            Slot::Index => by_slot!(@ $field, index, $body),
            Slot::Negative => by_slot!(@ $field, negative, $body),
            Slot::Positive => by_slot!(@ $field, positive, $body),
            Slot::Absolute => by_slot!(@ $field, absolute, $body),
            Slot::Invert => by_slot!(@ $field, invert, $body),
            Slot::DescrGet => by_slot!(@ $field, descr_get, $body),
            Slot::DescrSet => by_slot!(@ $field, descr_set, $body),
            Slot::Init => by_slot!(@ $field, init, $body),
            Slot::Del => by_slot!(@ $field, del, $body),
            Slot::Buffer => by_slot!(@ $field, buffer, $body),
            Slot::ReleaseBuffer => by_slot!(@ $field, release_buffer, $body),
            Slot::Binary(op) => {
                let $field = |it: &Slots| it.binary[op as usize].get().map(|it| it as usize);
                let _ = &$field;
                $body
            }
            Slot::Inplace(op) => {
                let $field = |it: &Slots| it.inplace[op as usize].get().map(|it| it as usize);
                let _ = &$field;
                $body
            }
        }
    };
    (@ $field:ident, $name:ident, $body:expr) => {{
        let $field = |it: &Slots| it.$name.get().map(|it| it as usize);
        $body
    }};
}

impl Slot {
    /// The address of the function in the slot, for comparing.
    pub fn address(self, slots: &Slots) -> Option<usize> {
        by_slot!(self, field => field(slots))
    }

    /// Puts into `to` what `from` has in this slot, also nothing.
    pub fn copy(self, to: &Slots, from: &Slots) {
        macro_rules! copy {
            ($($slot:ident $field:ident,)*) => {
                match self {
                    $(Slot::$slot => to.$field.set(from.$field.get()),)*
                    Slot::Binary(op) => {
                        to.binary[op as usize].set(from.binary[op as usize].get());
                        if op == BinaryOp::Pow {
                            to.power.set(from.power.get());
                        }
                    }
                    Slot::Inplace(op) => to.inplace[op as usize].set(from.inplace[op as usize].get()),
                }
            };
        }
        copy! {
            Repr repr, Str str_, Hash hash, Call call, GetAttr getattro, SetAttr setattro, Compare compare,
            Iter iter, Next next, Await await_, AIter aiter, ANext anext, Len len, GetItem getitem,
            SetItem setitem, Contains contains, Concat concat, Repeat repeat, InplaceConcat inplace_concat,
            InplaceRepeat inplace_repeat, Bool bool_, Int int, Float float, Index index, Negative negative,
            Positive positive, Absolute absolute, Invert invert, DescrGet descr_get, DescrSet descr_set,
            Init init, Del del, Buffer buffer, ReleaseBuffer release_buffer,
        }
    }
}
