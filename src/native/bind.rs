//! Binds the arguments of a call to a signature, in CPython's words.
//!
//! CPython generates the argument parser of a native function from the shape of its signature, so the
//! wording of a binding error follows from that shape too.

use crate::algo::suggest::closest;
use crate::err;
use crate::object::{
    Args, Builtin, Native, NativeFunction, Param, ParamKind, Raised, Raises, Ref, Signature, Str,
    Value, Vm,
};

use super::body::FromSlots;

/// Whose signature it is, for messages.
#[derive(Clone, Copy)]
pub enum Owner<'a> {
    /// A class that is called: the signature is that of its constructor.
    Constructor,
    /// A method, or a function of this module (a name, or `Err`).
    Native(&'static Native, &'a Value),
    /// A method bound to this receiver, whose class gives the name.
    Bound(&'a Value),
    /// The class or module of this name.
    Named(&'a str),
}

/// Calls a native. `receiver` is what the body gets first, where its signature has a receiver;
/// `module` is the `__module__` of a function, else `Err`, and only serves messages.
pub fn call(
    vm: &Vm,
    native: &'static Native,
    receiver: Option<&Value>,
    module: &Value,
    args: Args,
) -> Raises<Value> {
    if let Some(few) = native.few
        && let Some(result) = few(vm, args)
    {
        return result;
    }
    let signature = &native.signature;
    debug_assert_eq!(receiver.is_some(), signature.receiver, "receiver of {}", signature.name);
    if receiver.is_none()
        && args.values.len() == signature.params.len()
        && is_plain(signature, args)
    {
        return (native.body)(vm, args.values);
    }
    let count = signature.params.len() + usize::from(receiver.is_some());
    match count {
        0..=2 => call_with::<2>(vm, native, receiver, module, args),
        3..=5 => call_with::<5>(vm, native, receiver, module, args),
        6..=12 => call_with::<12>(vm, native, receiver, module, args),
        _ => {
            let mut slots = vec![Value::Err; count];
            prepare(vm, native, receiver, module, args, &mut slots)?;
            (native.body)(vm, &slots)
        }
    }
}

/// Calls a function object.
pub fn call_function(vm: &Vm, function: &NativeFunction, args: Args) -> Raises<Value> {
    let receiver = function.bound.then_some(&function.receiver);
    let named = function.bound && !is_plain(&function.native.signature, args);
    if named && !vm.is_instance(&function.receiver, Builtin::Module) {
        // A call that fits is the same either way; one that does not is worded by the receiver's class.
        check(vm, &function.native.signature, Owner::Bound(&function.receiver), args)?;
    }
    call(vm, function.native, receiver, &function.module, args)
}

fn call_with<const N: usize>(
    vm: &Vm,
    native: &'static Native,
    receiver: Option<&Value>,
    module: &Value,
    args: Args,
) -> Raises<Value> {
    let mut slots = [const { Value::Err }; N];
    let slots = &mut slots[..native.signature.params.len() + usize::from(receiver.is_some())];
    prepare(vm, native, receiver, module, args, slots)?;
    (native.body)(vm, slots)
}

fn prepare(
    vm: &Vm,
    native: &'static Native,
    receiver: Option<&Value>,
    module: &Value,
    args: Args,
    slots: &mut [Value],
) -> Raises<()> {
    let params = match (receiver, slots) {
        (Some(receiver), [first, rest @ ..]) => {
            *first = receiver.clone();
            rest
        }
        (_, slots) => slots,
    };
    bind(vm, &native.signature, Owner::Native(native, module), args, params)
}

/// Whether the arguments fill the first parameters in order and the others may be left out.
#[inline]
fn is_plain(signature: &Signature, args: Args) -> bool {
    let count = args.values.len();
    args.names.is_empty() && count >= signature.least as usize && count <= signature.most as usize
}

/// Binds the arguments of a slot such as a constructor: an array of one value a parameter.
pub fn bind_args<const N: usize>(
    vm: &Vm,
    signature: &'static Signature,
    args: Args,
) -> Raises<[Value; N]> {
    let mut slots = [const { Value::Err }; N];
    bind(vm, signature, Owner::Constructor, args, &mut slots)?;
    Ok(slots)
}

/// What [`bind!`](crate::bind!) stands for.
pub fn bind_into<T: FromSlots>(vm: &Vm, signature: &'static Signature, args: Args) -> Raises<T> {
    if args.values.len() == signature.params.len() && is_plain(signature, args) {
        return T::from_slots(vm, args.values, signature);
    }
    const MOST: usize = 9;
    let mut slots = [const { Value::Err }; MOST];
    let slots = &mut slots[..signature.params.len()];
    bind(vm, signature, Owner::Constructor, args, slots)?;
    T::from_slots(vm, slots, signature)
}

/// Puts each argument into its parameter's slot; slots of parameters that get none stay `Err`.
pub fn bind(
    vm: &Vm,
    signature: &Signature,
    owner: Owner,
    args: Args,
    slots: &mut [Value],
) -> Raises<()> {
    debug_assert_eq!(slots.len(), signature.params.len(), "slots of {}", signature.name);
    if is_plain(signature, args) {
        slots.iter_mut().zip(args.values).for_each(|(slot, value)| *slot = value.clone());
        return Ok(());
    }
    check(vm, signature, owner, args)?;
    distribute(vm, signature, args, slots);
    Ok(())
}

/// Puts arguments that fit into their slots.
fn distribute(vm: &Vm, signature: &Signature, args: Args, slots: &mut [Value]) {
    let (positional, variadic) =
        args.positionals().split_at(args.positionals().len().min(positional(signature).count()));
    slots.iter_mut().zip(positional).for_each(|(slot, value)| *slot = value.clone());
    let place_of = |kind| signature.params.iter().position(|it| it.kind == kind);
    if !variadic.is_empty()
        && let Some(at) = place_of(ParamKind::Args)
    {
        slots[at] = vm.tuple(variadic.to_vec());
    }
    for (name, value) in args.keywords() {
        if let Some(at) = named(signature, name) {
            slots[at] = value.clone();
        } else if let Some(at) = place_of(ParamKind::Kwargs) {
            if slots[at].is_err() {
                slots[at] = Value::Dict(vm.dict());
            }
            if let Value::Dict(others) = &slots[at] {
                others.set_str(vm, name, value.clone());
            }
        }
    }
}

fn positional(signature: &Signature) -> impl Iterator<Item = &Param> {
    let params = signature.params.iter();
    params.take_while(|it| matches!(it.kind, ParamKind::PositionalOnly | ParamKind::Positional))
}

/// The parameter that a keyword argument of this name goes to.
fn named(signature: &Signature, name: &Ref<Str>) -> Option<usize> {
    signature.params.iter().position(|it| {
        matches!(it.kind, ParamKind::Positional | ParamKind::KeywordOnly)
            && it.name.as_bytes() == name.bytes()
    })
}

fn has(signature: &Signature, kind: ParamKind) -> bool {
    signature.params.iter().any(|it| it.kind == kind)
}

/// Refuses arguments that do not fit. Which complaint comes first, and in which words, depends on the
/// parser that CPython has for signatures of this shape.
fn check(vm: &Vm, signature: &Signature, owner: Owner, args: Args) -> Raises<()> {
    let by_position = |it: &Param| matches!(it.kind, ParamKind::PositionalOnly | ParamKind::Args);
    if !signature.params.iter().all(by_position) {
        return check_general(signature, args);
    }
    if !args.names.is_empty() {
        return Err(err!(
            TypeError,
            "{}() takes no keyword arguments",
            full_name(vm, signature, owner)
        ));
    }
    let count = args.values.len();
    let constructor = matches!(owner, Owner::Constructor);
    match signature.params {
        [] if count != 0 && constructor => {
            Err(err!(TypeError, "{}() takes no arguments", signature.name))
        }
        [] if count != 0 => Err(err!(
            TypeError,
            "{}() takes no arguments ({count} given)",
            full_name(vm, signature, owner)
        )),
        [Param { kind: ParamKind::PositionalOnly, default: None, .. }]
            if count != 1 && !constructor =>
        {
            Err(err!(
                TypeError,
                "{}() takes exactly one argument ({count} given)",
                full_name(vm, signature, owner)
            ))
        }
        _ => check_positions(signature, count),
    }
}

/// Parameters given by position only.
fn check_positions(signature: &Signature, count: usize) -> Raises<()> {
    let least = positional(signature).filter(|it| it.default.is_none()).count();
    let most = positional(signature).count();
    let variadic = has(signature, ParamKind::Args);
    let (limit, bound) = if count < least {
        (if least == most && !variadic { "" } else { "at least " }, least)
    } else if count > most && !variadic {
        (if least == most { "" } else { "at most " }, most)
    } else {
        return Ok(());
    };
    let bound = arguments(bound, "");
    Err(err!(TypeError, "{} expected {limit}{bound}, got {count}", signature.name))
}

/// Parameters some of which can be given by name.
fn check_general(signature: &Signature, args: Args) -> Raises<()> {
    let Signature { name, params, .. } = *signature;
    let count = args.positionals().len();
    let given = args.values.len();
    let most = positional(signature).count();
    let least = positional(signature).filter(|it| it.default.is_none()).count();
    let least_by_position = positional(signature)
        .filter(|it| it.kind == ParamKind::PositionalOnly && it.default.is_none())
        .count();
    let variadic = has(signature, ParamKind::Args);
    let takes_any_name = has(signature, ParamKind::Kwargs);
    let all = params.iter().filter(|it| !matches!(it.kind, ParamKind::Args | ParamKind::Kwargs));
    let all = all.count();

    if given > all && !variadic && !takes_any_name {
        let all = arguments(all, if count == 0 { "keyword " } else { "" });
        return Err(err!(TypeError, "{name}() takes at most {all} ({given} given)"));
    }
    if count > most && !variadic {
        if most == 0 {
            return Err(err!(TypeError, "{name}() takes no positional arguments"));
        }
        let limit = if least == most { "exactly" } else { "at most" };
        let most = arguments(most, "positional ");
        return Err(err!(TypeError, "{name}() takes {limit} {most} ({count} given)"));
    }
    if count < least_by_position {
        let limit = if least_by_position == most { "exactly" } else { "at least" };
        let least = arguments(least_by_position, "positional ");
        return Err(err!(TypeError, "{name}() takes {limit} {least} ({count} given)"));
    }
    let is_given = |it: &Param| args.names.iter().any(|name| name.bytes() == it.name.as_bytes());
    for (i, param) in params.iter().enumerate() {
        let needed = param.default.is_none()
            && matches!(param.kind, ParamKind::Positional | ParamKind::KeywordOnly);
        let by_position = i < count && i < most;
        if needed && !by_position && !is_given(param) {
            let position = i + 1;
            let missing = param.name;
            return Err(err!(
                TypeError,
                "{name}() missing required argument '{missing}' (pos {position})"
            ));
        }
    }
    for keyword in args.names {
        let keyword_text = || keyword.to_string_lossy();
        match named(signature, keyword) {
            Some(i) if i < count && i < most => {
                return Err(err!(
                    TypeError,
                    "argument for {name}() given by name ('{}') and position ({})",
                    keyword_text(),
                    i + 1
                ));
            }
            None if !takes_any_name => return Err(unexpected(signature, &keyword_text())),
            _ => {}
        }
    }
    Ok(())
}

fn unexpected(signature: &Signature, keyword: &str) -> Raised {
    let names = signature
        .params
        .iter()
        .filter(|it| matches!(it.kind, ParamKind::Positional | ParamKind::KeywordOnly));
    let names: Vec<String> = names.map(|it| it.name.to_owned()).collect();
    let hint = match closest(keyword, &names) {
        Some(close) => format!(". Did you mean '{close}'?"),
        None => String::new(),
    };
    let name = signature.name;
    err!(TypeError, "{name}() got an unexpected keyword argument '{keyword}'{hint}")
}

/// `list.pop`, `math.sqrt`, `len`.
fn full_name(vm: &Vm, signature: &Signature, owner: Owner) -> String {
    let name = signature.name;
    let owner = match owner {
        Owner::Constructor => return name.to_owned(),
        Owner::Named(owner) => owner.to_owned(),
        Owner::Bound(Value::Type(class)) => class.qualname_str(vm).to_string_lossy().into_owned(),
        Owner::Bound(receiver) => {
            vm.type_of(receiver).qualname_str(vm).to_string_lossy().into_owned()
        }
        Owner::Native(native, module) => match (class_of(vm, native), module) {
            (Some(class), _) => class,
            (None, Value::Str(module)) if module.bytes() != b"builtins" => {
                module.to_string_lossy().into_owned()
            }
            _ => return name.to_owned(),
        },
    };
    format!("{owner}.{name}")
}

/// The name of the class that declares this method.
pub fn class_of(vm: &Vm, native: &'static Native) -> Option<String> {
    let native = std::ptr::from_ref(native);
    let classes = Builtin::ALL.iter().filter_map(|&it| vm.known_class(it));
    let mut owners = classes
        .filter(|it| it.spec.is_some_and(|spec| spec.methods.as_ptr_range().contains(&native)));
    owners.next().map(|it| it.name().rsplit('.').next().unwrap_or_default().to_owned())
}

fn arguments(count: usize, what: &str) -> String {
    let s = if count == 1 { "" } else { "s" };
    format!("{count} {what}argument{s}")
}
