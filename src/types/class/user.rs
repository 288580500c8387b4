//! Slot functions of classes made at run time: each calls the special method of its name.

use crate::err;
use crate::object::{
    Args, BinaryOp, Builtin, CompareOp, Function, Name, Raised, Raises, Ref, Slots, Special, Str,
    Type, Value, Vm,
};
use crate::protocol;

use super::rows::Slot;

/// Calls `it.name(*args)`, found on the class; `None` where the class has no such method.
#[inline]
pub fn call_method(vm: &Vm, it: &Value, name: &Ref<Str>, args: &[Value]) -> Raises<Option<Value>> {
    let class = vm.type_of(it);
    let Some(found) = class.lookup(vm, name) else { return Ok(None) };
    if let Value::Func(function) = &found {
        // A function needs no bound method around it.
        return (vm.hooks.call_function)(vm, function, it, args).map(Some);
    }
    let bound = protocol::attr::bind(vm, found, it, class)?;
    vm.call(&bound, Args::positional(args)).map(Some)
}

fn required(vm: &Vm, it: &Value, name: Name, args: &[Value]) -> Raises<Value> {
    match call_method(vm, it, vm.name(name), args)? {
        Some(value) => Ok(value),
        None => Err(protocol::attr::no_attribute(vm, it, vm.name(name))),
    }
}

macro_rules! unary {
    ($function:ident, $name:ident) => {
        fn $function(vm: &Vm, it: &Value) -> Raises<Value> {
            required(vm, it, Name::$name, &[])
        }
    };
}

unary!(repr, Repr);
unary!(str_, Str);
unary!(await_, Await);
unary!(aiter, Aiter);
unary!(anext, Anext);
unary!(negative, Neg);
unary!(positive, Pos);
unary!(absolute, Abs);
unary!(invert, Invert);

fn iter(vm: &Vm, it: &Value) -> Raises<Value> {
    if let Some(Value::None) = vm.type_of(it).lookup(vm, vm.name(Name::Iter)) {
        return Err(err!(TypeError, "'{}' object is not iterable", vm.type_name(it)));
    }
    required(vm, it, Name::Iter, &[])
}

fn int(vm: &Vm, it: &Value) -> Raises<Value> {
    let value = required(vm, it, Name::Int, &[])?;
    if !vm.is_instance(&value, Builtin::Int) {
        return Err(err!(TypeError, "__int__ returned non-int (type {})", vm.type_name(&value)));
    }
    Ok(value)
}

fn float(vm: &Vm, it: &Value) -> Raises<Value> {
    required(vm, it, Name::Float, &[])
}

fn index(vm: &Vm, it: &Value) -> Raises<Value> {
    let value = required(vm, it, Name::Index, &[])?;
    match &value {
        Value::Int(_) => Ok(value),
        Value::Bool(b) => Ok(Value::Int(*b as i64)),
        other if vm.is_instance(other, Builtin::Int) => Ok(value),
        other => Err(err!(TypeError, "__index__ returned non-int (type {})", vm.type_name(other))),
    }
}

fn hash(vm: &Vm, it: &Value) -> Raises<i64> {
    match frequent(vm, it, Special::Hash, Name::Hash, &[])? {
        Value::Int(hash) => Ok(if hash == -1 { -2 } else { hash }),
        other if vm.is_instance(&other, Builtin::Int) => protocol::hash(vm, &other),
        _ => Err(err!(TypeError, "__hash__ method should return an integer")),
    }
}

fn call(vm: &Vm, it: &Value, args: Args) -> Raises<Value> {
    let class = vm.type_of(it);
    if args.names.is_empty()
        && let Some(function) = class.special(vm, Special::Call, Name::Call)
    {
        return (vm.hooks.call_function)(vm, &function, it, args.values);
    }
    let Some(found) = class.lookup(vm, vm.name(Name::Call)) else {
        return Err(err!(TypeError, "'{}' object is not callable", class.name()));
    };
    if let Value::Func(_) = found {
        let all: Vec<Value> = std::iter::once(it).chain(args.values).cloned().collect();
        return vm.call(&found, Args { values: &all, names: args.names });
    }
    let bound = protocol::attr::bind(vm, found, it, class)?;
    vm.nested(" while calling a Python object", || vm.call(&bound, args))
}

fn getattro(vm: &Vm, it: &Value, name: &Ref<Str>) -> Raises<Value> {
    let class = vm.type_of(it);
    let getattribute = class.lookup(vm, vm.name(Name::Getattribute));
    let result = match &getattribute {
        Some(found) if !super::wrap::is_wrapper_of(found, Slot::GetAttr) => {
            let text = Value::Str(name.clone());
            call_method(vm, it, vm.name(Name::Getattribute), &[text])
                .map(|it| it.unwrap_or(Value::None))
        }
        Some(found) => match found
            .downcast::<super::wrap::Wrapper>()
            .and_then(|it| it.class.slots.getattro.get())
        {
            Some(slot) if slot as usize != getattro as *const () as usize => slot(vm, it, name),
            _ => protocol::generic_getattr(vm, it, name),
        },
        None => protocol::generic_getattr(vm, it, name),
    };
    match result {
        Err(raised) if raised.is(vm, Builtin::AttributeError) => {
            if class.lookup(vm, vm.name(Name::Getattr)).is_none() {
                return Err(raised);
            }
            let text = Value::Str(name.clone());
            // The first error is dropped: what `__getattr__` says counts.
            required(vm, it, Name::Getattr, &[text])
        }
        other => other,
    }
}

fn setattro(vm: &Vm, it: &Value, name: &Ref<Str>, value: Option<Value>) -> Raises<()> {
    let text = Value::Str(name.clone());
    match value {
        Some(value) => required(vm, it, Name::Setattr, &[text, value]),
        None => required(vm, it, Name::Delattr, &[text]),
    }
    .map(drop)
}

fn compare(vm: &Vm, it: &Value, other: &Value, op: CompareOp) -> Raises<Value> {
    let found = call_method(vm, it, vm.name(comparison_name(op)), std::slice::from_ref(other))?;
    Ok(found.unwrap_or(Value::NotImplemented))
}

fn next(vm: &Vm, it: &Value) -> Raises<Option<Value>> {
    match frequent(vm, it, Special::Next, Name::Next, &[]) {
        Ok(value) => Ok(Some(value)),
        Err(raised) if raised.is(vm, Builtin::StopIteration) => {
            let exception = vm.instance_of(raised);
            if let Some(value) = protocol::getattr_opt(vm, &exception, vm.name(Name::WordValue))? {
                vm.set_stop_value(value);
            }
            Ok(None)
        }
        Err(raised) => Err(raised),
    }
}

/// As [`required`], for a method whose place the class remembers.
#[inline]
fn frequent(vm: &Vm, it: &Value, which: Special, name: Name, args: &[Value]) -> Raises<Value> {
    match vm.type_of(it).special(vm, which, name) {
        Some(function) => (vm.hooks.call_function)(vm, &function, it, args),
        None => required(vm, it, name, args),
    }
}

fn len(vm: &Vm, it: &Value) -> Raises<usize> {
    let value = frequent(vm, it, Special::Len, Name::Len, &[])?;
    if let Value::Int(n @ 0..) = value {
        return Ok(n as usize);
    }
    let value = protocol::index(vm, &value)?;
    match value {
        Value::Int(n) if n >= 0 => Ok(n as usize),
        Value::Int(_) => Err(err!(ValueError, "__len__() should return >= 0")),
        other if protocol::less(vm, &other, &Value::Int(0))? => {
            Err(err!(ValueError, "__len__() should return >= 0"))
        }
        other => Err(err!(
            OverflowError,
            "cannot fit '{}' into an index-sized integer",
            vm.type_name(&other)
        )),
    }
}

fn getitem(vm: &Vm, it: &Value, key: &Value) -> Raises<Value> {
    frequent(vm, it, Special::Getitem, Name::Getitem, std::slice::from_ref(key))
}

fn setitem(vm: &Vm, it: &Value, key: &Value, value: Option<Value>) -> Raises<()> {
    let (name, found) = match value {
        Some(value) => {
            let found = call_method(vm, it, vm.name(Name::Setitem), &[key.clone(), value])?;
            (Name::Setitem, found)
        }
        None => {
            let found = call_method(vm, it, vm.name(Name::Delitem), std::slice::from_ref(key))?;
            (Name::Delitem, found)
        }
    };
    match found {
        Some(_) => Ok(()),
        // The class has the other one of the two.
        None => Err(vm.attribute_error(it, vm.name(name), name.text().to_owned())),
    }
}

fn contains(vm: &Vm, it: &Value, item: &Value) -> Raises<bool> {
    if let Some(function) = vm.type_of(it).special(vm, Special::Contains, Name::Contains) {
        let found = (vm.hooks.call_function)(vm, &function, it, std::slice::from_ref(item))?;
        return vm.is_true(&found);
    }
    if let Some(Value::None) = vm.type_of(it).lookup(vm, vm.name(Name::Contains)) {
        return Err(err!(TypeError, "'{}' object is not a container", vm.type_name(it)));
    }
    let found = required(vm, it, Name::Contains, std::slice::from_ref(item))?;
    vm.is_true(&found)
}

fn bool_(vm: &Vm, it: &Value) -> Raises<bool> {
    match frequent(vm, it, Special::Bool, Name::Bool, &[])? {
        Value::Bool(b) => Ok(b != 0),
        other => {
            Err(err!(TypeError, "__bool__ should return bool, returned {}", vm.type_name(&other)))
        }
    }
}

fn descr_get(vm: &Vm, it: &Value, object: Option<&Value>, owner: &Value) -> Raises<Value> {
    let object = object.cloned().unwrap_or(Value::None);
    match call_method(vm, it, vm.name(Name::Get), &[object, owner.clone()])? {
        Some(value) => Ok(value),
        None => Ok(it.clone()),
    }
}

fn descr_set(vm: &Vm, it: &Value, object: &Value, value: Option<Value>) -> Raises<()> {
    let (name, found) = match value {
        Some(value) => {
            (Name::Set, call_method(vm, it, vm.name(Name::Set), &[object.clone(), value])?)
        }
        None => (
            Name::Delete,
            call_method(vm, it, vm.name(Name::Delete), std::slice::from_ref(object))?,
        ),
    };
    match found {
        Some(_) => Ok(()),
        None => Err(vm.attribute_error(it, vm.name(name), name.text().to_owned())),
    }
}

fn init(vm: &Vm, it: &Value, args: Args) -> Raises<()> {
    let class = vm.type_of(it);
    let Some(found) = class.lookup(vm, vm.name(Name::Init)) else { return Ok(()) };
    let result = if let Value::Func(_) = found {
        let all: Vec<Value> = std::iter::once(it).chain(args.values).cloned().collect();
        vm.call(&found, Args { values: &all, names: args.names })?
    } else {
        let bound = protocol::attr::bind(vm, found, it, class)?;
        vm.call(&bound, args)?
    };
    if !result.is_none() {
        return Err(init_returned(vm, &result));
    }
    Ok(())
}

/// The error for an `__init__` that returns something.
#[cold]
pub fn init_returned(vm: &Vm, result: &Value) -> Raised {
    err!(TypeError, "__init__() should return None, not '{}'", vm.type_name(result))
}

/// `__new__` of a class made at run time.
pub fn new(vm: &Vm, class: &Ref<Type>, args: Args) -> Raises<Value> {
    let Some(found) = class.lookup(vm, vm.name(Name::New)) else {
        return Err(err!(TypeError, "cannot create '{}' instances", class.name()));
    };
    let owner = Value::Type(class.clone());
    let callee = match vm.type_of(&found).slots.descr_get.get() {
        Some(get) => get(vm, &found, None, &owner)?,
        None => found,
    };
    let all: Vec<Value> = std::iter::once(&owner).chain(args.values).cloned().collect();
    vm.call(&callee, Args { values: &all, names: args.names })
}

fn del(vm: &Vm, it: &Value) {
    if let Err(raised) = call_method(vm, it, vm.name(Name::Del), &[]) {
        let what = vm.type_of(it).lookup(vm, vm.name(Name::Del)).unwrap_or(Value::None);
        vm.unraisable(raised, "", &what);
    }
}

fn buffer(vm: &Vm, it: &Value, flags: i64) -> Raises<Value> {
    let view = required(vm, it, Name::Buffer, &[Value::Int(flags)])?;
    if !vm.is_instance(&view, Builtin::MemoryView) {
        return Err(err!(TypeError, "__buffer__ returned non-memoryview object"));
    }
    Ok(view)
}

fn release_buffer(vm: &Vm, it: &Value, view: &Value) -> Raises<()> {
    required(vm, it, Name::ReleaseBuffer, std::slice::from_ref(view)).map(drop)
}

/// Whether the memory of instances is what a `__buffer__` written in Python gives.
pub fn is_user_buffer(slots: &Slots) -> bool {
    slots.buffer.get().map(|it| it as usize) == Some(buffer as *const () as usize)
}

/// The names of a binary operator's three methods.
const fn names(op: usize) -> (Name, Name, Option<Name>) {
    match op {
        0 => (Name::Add, Name::Radd, Some(Name::Iadd)),
        1 => (Name::Sub, Name::Rsub, Some(Name::Isub)),
        2 => (Name::Mul, Name::Rmul, Some(Name::Imul)),
        3 => (Name::Matmul, Name::Rmatmul, Some(Name::Imatmul)),
        4 => (Name::Truediv, Name::Rtruediv, Some(Name::Itruediv)),
        5 => (Name::Mod, Name::Rmod, Some(Name::Imod)),
        6 => (Name::Pow, Name::Rpow, Some(Name::Ipow)),
        7 => (Name::Lshift, Name::Rlshift, Some(Name::Ilshift)),
        8 => (Name::Rshift, Name::Rrshift, Some(Name::Irshift)),
        9 => (Name::Or, Name::Ror, Some(Name::Ior)),
        10 => (Name::Xor, Name::Rxor, Some(Name::Ixor)),
        11 => (Name::And, Name::Rand, Some(Name::Iand)),
        12 => (Name::Floordiv, Name::Rfloordiv, Some(Name::Ifloordiv)),
        _ => (Name::Divmod, Name::Rdivmod, None),
    }
}

fn binary<const OP: usize>(vm: &Vm, a: &Value, b: &Value) -> Raises<Value> {
    let (name, reflected, _) = names(OP);
    let (left, right) = (vm.type_of(a), vm.type_of(b));
    let mine = |class: &Ref<Type>| {
        class.slots.binary[OP].get().map(|it| it as usize)
            == Some(binary::<OP> as *const () as usize)
    };
    let mut other = !left.is(right) && mine(right);
    if mine(left) {
        if other && right.is_subclass(left) && overrides(vm, left, right, vm.name(reflected)) {
            let result = call_method(vm, b, vm.name(reflected), std::slice::from_ref(a))?;
            match result {
                Some(value) if !value.is_not_implemented() => return Ok(value),
                _ => other = false,
            }
        }
        let result = call_method(vm, a, vm.name(name), std::slice::from_ref(b))?;
        match result {
            Some(value) if !value.is_not_implemented() => return Ok(value),
            _ if left.is(right) => return Ok(Value::NotImplemented),
            _ => {}
        }
    }
    if other {
        let result = call_method(vm, b, vm.name(reflected), std::slice::from_ref(a))?;
        return Ok(result.unwrap_or(Value::NotImplemented));
    }
    Ok(Value::NotImplemented)
}

/// The Python function that does `op` for instances of the class as left operands.
#[inline]
pub fn operator(vm: &Vm, class: &Ref<Type>, op: BinaryOp) -> Option<Ref<Function>> {
    match class.lookup(vm, vm.name(names(op as usize).0)) {
        Some(Value::Func(function)) => Some(function),
        _ => None,
    }
}

/// The Python function that does `op` for instances of the class as right operands.
#[inline]
pub fn reflected_operator(vm: &Vm, class: &Ref<Type>, op: BinaryOp) -> Option<Ref<Function>> {
    match class.lookup(vm, vm.name(names(op as usize).1)) {
        Some(Value::Func(function)) => Some(function),
        _ => None,
    }
}

/// `a op b` after the first operand asked has declined: the left one by [`operator`], or, where that is a
/// number, the right one by [`reflected_operator`].
#[cold]
pub fn after_first(vm: &Vm, op: BinaryOp, a: &Value, b: &Value) -> Raises<Value> {
    let (left, right) = (vm.type_of(a), vm.type_of(b));
    let (mine, other) =
        (left.slots.binary[op as usize].get(), right.slots.binary[op as usize].get());
    if matches!(a, Value::Inst(_))
        && !left.is(right)
        && let Some(slot) = other
    {
        let result = if mine.map(|it| it as usize) == Some(slot as usize) {
            let name = vm.name(names(op as usize).1);
            call_method(vm, b, name, std::slice::from_ref(a))?.unwrap_or(Value::NotImplemented)
        } else {
            slot(vm, a, b)?
        };
        if !result.is_not_implemented() {
            return Ok(result);
        }
    }
    protocol::number::binary_declined(vm, op, a, b)
}

/// The Python function that compares instances of the class as left operands.
#[inline]
pub fn comparison(vm: &Vm, class: &Ref<Type>, op: CompareOp) -> Option<Ref<Function>> {
    match class.lookup(vm, vm.name(comparison_name(op))) {
        Some(Value::Func(function)) => Some(function),
        _ => None,
    }
}

fn comparison_name(op: CompareOp) -> Name {
    [Name::Lt, Name::Le, Name::Eq, Name::Ne, Name::Gt, Name::Ge][op as usize]
}

/// Whether `right` defines the method anew against `left`.
fn overrides(vm: &Vm, left: &Ref<Type>, right: &Ref<Type>, name: &Ref<Str>) -> bool {
    match (left.lookup(vm, name), right.lookup(vm, name)) {
        (_, None) => false,
        (None, Some(_)) => true,
        (Some(a), Some(b)) => !a.is(&b),
    }
}

fn inplace<const OP: usize>(vm: &Vm, a: &Value, b: &Value) -> Raises<Value> {
    let Some(name) = names(OP).2 else { return Ok(Value::NotImplemented) };
    Ok(call_method(vm, a, vm.name(name), std::slice::from_ref(b))?.unwrap_or(Value::NotImplemented))
}

fn power(vm: &Vm, a: &Value, b: &Value, c: &Value) -> Raises<Value> {
    if c.is_none() {
        return binary::<{ BinaryOp::Pow as usize }>(vm, a, b);
    }
    let mine =
        vm.type_of(a).slots.power.get().map(|it| it as usize) == Some(power as *const () as usize);
    if mine {
        let found = call_method(vm, a, vm.name(Name::Pow), &[b.clone(), c.clone()])?;
        return Ok(found.unwrap_or(Value::NotImplemented));
    }
    Ok(Value::NotImplemented)
}

/// Puts the function that calls the special method into a slot.
pub fn install(slot: Slot, slots: &Slots) {
    macro_rules! table {
        ($array:ident, $function:ident, $op:expr) => {
            slots.$array[$op as usize].set(Some(match $op as usize {
                0 => $function::<0>,
                1 => $function::<1>,
                2 => $function::<2>,
                3 => $function::<3>,
                4 => $function::<4>,
                5 => $function::<5>,
                6 => $function::<6>,
                7 => $function::<7>,
                8 => $function::<8>,
                9 => $function::<9>,
                10 => $function::<10>,
                11 => $function::<11>,
                12 => $function::<12>,
                _ => $function::<13>,
            }))
        };
    }
    match slot {
        Slot::Repr => slots.repr.set(Some(repr)),
        Slot::Str => slots.str_.set(Some(str_)),
        Slot::Hash => slots.hash.set(Some(hash)),
        Slot::Call => slots.call.set(Some(call)),
        Slot::GetAttr => slots.getattro.set(Some(getattro)),
        Slot::SetAttr => slots.setattro.set(Some(setattro)),
        Slot::Compare => slots.compare.set(Some(compare)),
        Slot::Iter => slots.iter.set(Some(iter)),
        Slot::Next => slots.next.set(Some(next)),
        Slot::Await => slots.await_.set(Some(await_)),
        Slot::AIter => slots.aiter.set(Some(aiter)),
        Slot::ANext => slots.anext.set(Some(anext)),
        Slot::Len => slots.len.set(Some(len)),
        Slot::GetItem => slots.getitem.set(Some(getitem)),
        Slot::SetItem => slots.setitem.set(Some(setitem)),
        Slot::Contains => slots.contains.set(Some(contains)),
        // Served by the binary slots, which come first.
        Slot::Concat | Slot::Repeat | Slot::InplaceConcat | Slot::InplaceRepeat => {}
        Slot::Bool => slots.bool_.set(Some(bool_)),
        Slot::Int => slots.int.set(Some(int)),
        Slot::Float => slots.float.set(Some(float)),
        Slot::Index => slots.index.set(Some(index)),
        Slot::Negative => slots.negative.set(Some(negative)),
        Slot::Positive => slots.positive.set(Some(positive)),
        Slot::Absolute => slots.absolute.set(Some(absolute)),
        Slot::Invert => slots.invert.set(Some(invert)),
        Slot::DescrGet => slots.descr_get.set(Some(descr_get)),
        Slot::DescrSet => slots.descr_set.set(Some(descr_set)),
        Slot::Init => slots.init.set(Some(init)),
        Slot::Del => slots.del.set(Some(del)),
        Slot::Buffer => slots.buffer.set(Some(buffer)),
        Slot::ReleaseBuffer => slots.release_buffer.set(Some(release_buffer)),
        Slot::Binary(op) => {
            table!(binary, binary, op);
            if op == BinaryOp::Pow {
                slots.power.set(Some(power));
            }
        }
        Slot::Inplace(op) => table!(inplace, inplace, op),
    }
}

/// Whether attribute look-up goes through [`getattro`] here.
pub fn is_user_getattro(slots: &Slots) -> bool {
    slots.getattro.get().map(|it| it as usize) == Some(getattro as *const () as usize)
}

/// Whether attribute setting goes through [`setattro`] here.
pub fn is_user_setattro(slots: &Slots) -> bool {
    slots.setattro.get().map(|it| it as usize) == Some(setattro as *const () as usize)
}

/// Whether initialisation calls a special method.
pub fn is_user_init(slots: &Slots) -> bool {
    slots.init.get().map(|it| it as usize) == Some(init as *const () as usize)
}
