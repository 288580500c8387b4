//! `_operator`: the operators as functions, for the module `operator`.
//!
//! Reference: Library Reference, "operator — Standard operators as functions".

pub mod getters;

use crate::err;
use crate::native;
use crate::object::{
    Args, BinaryOp, Builtin, CompareOp, Native, Raises, Str, Tuple, TypeSpec, Value, Vm,
};
use crate::protocol;
use crate::types::bytes::{bytes_like, is_bytes_or_bytearray};

pub const DOC: &str = "The operators as functions.";

macro_rules! binary {
    ($($name:ident $text:literal $op:ident $inplace:ident $inplace_text:literal $doc:literal;)*) => {
        $(
            fn $name(vm: &Vm, a: Value, b: Value) -> Raises<Value> {
                protocol::binary(vm, BinaryOp::$op, &a, &b)
            }

            fn $inplace(vm: &Vm, a: Value, b: Value) -> Raises<Value> {
                protocol::inplace(vm, BinaryOp::$op, &a, &b)
            }
        )*
        static BINARY: &[Native] = &[
            $(native!($text, concat!($doc, "."), $name), native!($inplace_text, concat!($doc, ", in place if possible."), $inplace),)*
        ];
    };
}

binary! {
    add "add($module, a, b, /)" Add iadd "iadd($module, a, b, /)" "a + b";
    sub "sub($module, a, b, /)" Sub isub "isub($module, a, b, /)" "a - b";
    mul "mul($module, a, b, /)" Mul imul "imul($module, a, b, /)" "a * b";
    matmul "matmul($module, a, b, /)" MatMul imatmul "imatmul($module, a, b, /)" "a @ b";
    truediv "truediv($module, a, b, /)" Div itruediv "itruediv($module, a, b, /)" "a / b";
    floordiv "floordiv($module, a, b, /)" FloorDiv ifloordiv "ifloordiv($module, a, b, /)" "a // b";
    mod_ "mod($module, a, b, /)" Mod imod "imod($module, a, b, /)" "a % b";
    pow "pow($module, a, b, /)" Pow ipow "ipow($module, a, b, /)" "a ** b";
    lshift "lshift($module, a, b, /)" LShift ilshift "ilshift($module, a, b, /)" "a << b";
    rshift "rshift($module, a, b, /)" RShift irshift "irshift($module, a, b, /)" "a >> b";
    and_ "and_($module, a, b, /)" And iand "iand($module, a, b, /)" "a & b";
    or_ "or_($module, a, b, /)" Or ior "ior($module, a, b, /)" "a | b";
    xor "xor($module, a, b, /)" Xor ixor "ixor($module, a, b, /)" "a ^ b";
}

macro_rules! compare {
    ($($name:ident $text:literal $op:ident $doc:literal;)*) => {
        $(
            fn $name(vm: &Vm, a: Value, b: Value) -> Raises<Value> {
                protocol::compare(vm, &a, &b, CompareOp::$op)
            }
        )*
        static COMPARE: &[Native] = &[$(native!($text, $doc, $name),)*];
    };
}

compare! {
    lt "lt($module, a, b, /)" Lt "a < b.";
    le "le($module, a, b, /)" Le "a <= b.";
    eq "eq($module, a, b, /)" Eq "a == b.";
    ne "ne($module, a, b, /)" Ne "a != b.";
    gt "gt($module, a, b, /)" Gt "a > b.";
    ge "ge($module, a, b, /)" Ge "a >= b.";
}

static OTHERS: &[Native] = &[
    native!("truth($module, a, /)", "Whether a is true.", truth),
    native!("not_($module, a, /)", "not a.", not_),
    native!("is_($module, a, b, /)", "a is b.", is_),
    native!("is_not($module, a, b, /)", "a is not b.", is_not),
    native!("abs($module, a, /)", "abs(a).", abs),
    native!("neg($module, a, /)", "-a.", neg),
    native!("pos($module, a, /)", "+a.", pos),
    native!("inv($module, a, /)", "~a.", invert),
    native!("invert($module, a, /)", "~a.", invert),
    native!("index($module, a, /)", "a.__index__().", index),
    native!("concat($module, a, b, /)", "a + b, of sequences.", concat),
    native!("iconcat($module, a, b, /)", "a += b, of sequences.", iconcat),
    native!("contains($module, a, b, /)", "b in a.", contains),
    native!("countOf($module, a, b, /)", "How many items of a equal b.", count_of),
    native!(
        "indexOf($module, a, b, /)",
        "The place of the first item of a that equals b.",
        index_of
    ),
    native!("getitem($module, a, b, /)", "a[b].", getitem),
    native!("setitem($module, a, b, c, /)", "a[b] = c.", setitem),
    native!("delitem($module, a, b, /)", "del a[b].", delitem),
    native!(
        "length_hint($module, obj, default=0, /)",
        "About how many items the object has.",
        length_hint
    ),
    native!(raw "call($module, /, *args, **kwargs)" as "($module, obj, /, *args, **kwargs)", "obj(*args, **kwargs).", call),
    native!(
        "_compare_digest($module, a, b, /)",
        "Whether two texts or byte strings are equal, in a time that tells nothing of them.",
        compare_digest
    ),
];

/// Every function, table by table.
pub static FUNCTIONS: &[&[Native]] = &[OTHERS, BINARY, COMPARE];

pub static CLASSES: &[(&str, Builtin)] = &[
    ("attrgetter", Builtin::AttrGetter),
    ("itemgetter", Builtin::ItemGetter),
    ("methodcaller", Builtin::MethodCaller),
];

pub fn spec(which: Builtin) -> Option<&'static TypeSpec> {
    Some(match which {
        Builtin::AttrGetter => &getters::ATTR,
        Builtin::ItemGetter => &getters::ITEM,
        Builtin::MethodCaller => &getters::METHOD,
        _ => return None,
    })
}

fn truth(vm: &Vm, a: Value) -> Raises<bool> {
    vm.is_true(&a)
}

fn not_(vm: &Vm, a: Value) -> Raises<bool> {
    Ok(!vm.is_true(&a)?)
}

fn is_(_: &Vm, a: Value, b: Value) -> bool {
    a.is(&b)
}

fn is_not(_: &Vm, a: Value, b: Value) -> bool {
    !a.is(&b)
}

fn abs(vm: &Vm, a: Value) -> Raises<Value> {
    protocol::number::absolute(vm, &a)
}

fn neg(vm: &Vm, a: Value) -> Raises<Value> {
    protocol::unary_negative(vm, &a)
}

fn pos(vm: &Vm, a: Value) -> Raises<Value> {
    protocol::number::unary_positive(vm, &a)
}

fn invert(vm: &Vm, a: Value) -> Raises<Value> {
    protocol::number::unary_invert(vm, &a)
}

fn index(vm: &Vm, a: Value) -> Raises<Value> {
    protocol::index(vm, &a)
}

/// Refuses what is no sequence.
fn sequences(vm: &Vm, a: &Value, b: &Value) -> Raises<()> {
    let is_sequence = |it: &Value| {
        let slots = &vm.type_of(it).slots;
        slots.concat.get().is_some() || (slots.getitem.get().is_some() && slots.len.get().is_some())
    };
    if !is_sequence(a) || !is_sequence(b) {
        return Err(err!(TypeError, "'{}' object can't be concatenated", vm.type_name(a)));
    }
    Ok(())
}

fn concat(vm: &Vm, a: Value, b: Value) -> Raises<Value> {
    if let Some(slot) = vm.type_of(&a).slots.concat.get() {
        return slot(vm, &a, &b);
    }
    sequences(vm, &a, &b)?;
    protocol::binary(vm, BinaryOp::Add, &a, &b)
}

fn iconcat(vm: &Vm, a: Value, b: Value) -> Raises<Value> {
    let slots = &vm.type_of(&a).slots;
    if let Some(slot) = slots.inplace_concat.get().or(slots.concat.get()) {
        return slot(vm, &a, &b);
    }
    sequences(vm, &a, &b)?;
    protocol::inplace(vm, BinaryOp::Add, &a, &b)
}

fn contains(vm: &Vm, a: Value, b: Value) -> Raises<bool> {
    protocol::contains(vm, &a, &b)
}

fn iterator(vm: &Vm, a: &Value) -> Raises<Value> {
    match protocol::iter(vm, a) {
        Err(raised) if raised.is(vm, Builtin::TypeError) => {
            Err(err!(TypeError, "argument of type '{}' is not iterable", vm.type_name(a)))
        }
        other => other,
    }
}

fn count_of(vm: &Vm, a: Value, b: Value) -> Raises<i64> {
    let items = iterator(vm, &a)?;
    let mut count = 0;
    while let Some(item) = protocol::next(vm, &items)? {
        count += i64::from(protocol::same(vm, &item, &b)?);
        vm.poll()?;
    }
    Ok(count)
}

fn index_of(vm: &Vm, a: Value, b: Value) -> Raises<i64> {
    let items = iterator(vm, &a)?;
    let mut at = 0;
    while let Some(item) = protocol::next(vm, &items)? {
        if protocol::same(vm, &item, &b)? {
            return Ok(at);
        }
        at += 1;
        vm.poll()?;
    }
    Err(err!(ValueError, "sequence.index(x): x not in sequence"))
}

fn getitem(vm: &Vm, a: Value, b: Value) -> Raises<Value> {
    protocol::getitem(vm, &a, &b)
}

fn setitem(vm: &Vm, a: Value, b: Value, c: Value) -> Raises<()> {
    protocol::setitem(vm, &a, &b, c)
}

fn delitem(vm: &Vm, a: Value, b: Value) -> Raises<()> {
    protocol::delitem(vm, &a, &b)
}

fn length_hint(vm: &Vm, object: Value, default: Value) -> Raises<Value> {
    let default = match default {
        Value::Int(n) => n,
        other => crate::native::to_i64(vm, &other, "ssize_t").map_err(|raised| {
            if raised.is(vm, Builtin::TypeError) {
                let kind = vm.type_name(&other);
                return err!(TypeError, "'{kind}' object cannot be interpreted as an integer");
            }
            raised
        })?,
    };
    let known = protocol::length_hint(vm, &object, usize::MAX)?;
    Ok(Value::Int(if known == usize::MAX { default } else { known as i64 }))
}

fn call(vm: &Vm, slots: &[Value]) -> Raises<Value> {
    let [args, keywords] = slots else { return Ok(Value::None) };
    let args = args.downcast::<Tuple>();
    let Some((callee, rest)) = args.and_then(|it| it.items().split_first()) else {
        return Err(err!(TypeError, "call expected at least 1 argument, got 0"));
    };
    let (names, values) = crate::types::class::keyword_pairs(keywords);
    let all: Vec<Value> = rest.iter().cloned().chain(values).collect();
    vm.call(callee, Args { values: &all, names: &names })
}

fn compare_digest(vm: &Vm, a: Value, b: Value) -> Raises<bool> {
    let equal = |a: &[u8], b: &[u8]| {
        let differ = a.iter().zip(b).fold(0, |all, (x, y)| all | (x ^ y));
        differ == 0 && a.len() == b.len()
    };
    if let (Some(a), Some(b)) = (a.downcast::<Str>(), b.downcast::<Str>()) {
        if !a.is_ascii() || !b.is_ascii() {
            return Err(err!(
                TypeError,
                "comparing strings with non-ASCII characters is not supported"
            ));
        }
        return Ok(equal(a.bytes(), b.bytes()));
    }
    if !is_bytes_or_bytearray(&a) || !is_bytes_or_bytearray(&b) {
        return Err(err!(
            TypeError,
            "unsupported operand types(s) or combination of types: '{}' and '{}'",
            vm.type_name(&a),
            vm.type_name(&b)
        ));
    }
    Ok(equal(&bytes_like(vm, &a)?, &bytes_like(vm, &b)?))
}
