//! Calls: laying out arguments, entering functions, making instances.
//!
//! An ordinary call allocates no tuple, dictionary or bound method: arguments are evaluated straight into the
//! callee's slots ([`Outgoing`]), with a slot in front kept free for a receiver.

use std::borrow::Borrow;
use std::cell::Cell;

use crate::err;
use crate::native;
use crate::object::{
    Args, Awaited, Body, BodyKind, Builtin, Flow, Fp, Function, Instance, MethodPlace, Name,
    NativeFunction, Node, Outgoing, Raised, Raises, Ref, Special, Str, Tuple, Type, Value, Vm, co,
};
use crate::protocol;
use crate::types::exception;
use crate::types::method::Method;
use crate::{load, tri};

use super::bind;
use super::fail::{raise, settle, too_deep, trace};
use super::operand::{Operand, Shape, Sub};

/// Calls a function whose arguments lie in `out`, `count` of them, the receiver included if there is one.
#[inline(always)]
pub fn call_function(
    vm: &Vm,
    function: &Ref<Function>,
    out: Outgoing,
    count: u32,
    receiver: bool,
) -> Value {
    if let Some(body) = function.ready_body()
        && count == body.exact
        && !Vm::needs_attention()
    {
        let fp = if receiver { out.frame_with_receiver() } else { out.frame() };
        return run_plain(vm, function, body, fp, count, receiver);
    }
    call_odd(vm, function, out, count, receiver)
}

#[inline(always)]
pub(super) fn run_plain(
    vm: &Vm,
    function: &Ref<Function>,
    body: &Body,
    fp: Fp,
    count: u32,
    receiver: bool,
) -> Value {
    if !vm.enter_frame(fp, function, count, body.size) {
        fp.drop_arguments(vm, count, receiver);
        return too_deep(vm);
    }
    let result = body.node.eval(vm, fp);
    vm.leave_frame(fp, count, body.size, receiver);
    result
}

/// As [`call_function`], as the operand of an `await` at position `at`: a coroutine function's body is run at
/// once, on the stack, and moves into a coroutine if it suspends itself.
#[inline]
pub fn call_awaited(
    vm: &Vm,
    function: &Ref<Function>,
    out: Outgoing,
    count: u32,
    receiver: bool,
    (caller, at): (Fp, u32),
) -> Awaited {
    if let Some(body) = function.ready_body()
        && body.kind == BodyKind::Coroutine
        && body.positional
        && count == body.params
        && let Some(steps) = &body.steps
    {
        if Vm::needs_attention()
            && let Err(raised) = vm.poll()
        {
            out.finish(vm);
            return Awaited::Object(raise(vm, caller, caller.head().position.get(), raised));
        }
        caller.head().position.set(at);
        let fp = if receiver { out.frame_with_receiver() } else { out.frame() };
        if !vm.enter_frame(fp, function, count, body.size) {
            fp.drop_arguments(vm, count, receiver);
            too_deep(vm);
            return Awaited::Failed;
        }
        let result = match steps.exec(vm, fp) {
            Flow::Yield => {
                let coroutine = vm.lift_frame(Builtin::Coroutine, function, body, fp, receiver);
                return Awaited::Suspended(coroutine);
            }
            Flow::Return => vm.take_result(),
            Flow::Err => Value::Err,
            _ => Value::None,
        };
        vm.leave_frame(fp, count, body.size, receiver);
        if result.is_err() {
            super::generator::stop_iteration_leaves(vm, body.kind);
            return Awaited::Failed;
        }
        return Awaited::Done(result);
    }
    let made = call_function(vm, function, out, count, receiver);
    if made.is_err() {
        trace(vm, caller, caller.head().position.get());
    }
    Awaited::Object(made)
}

/// Calls that need their function lowered, defaults filled in, or a generator made.
#[inline(never)]
fn call_odd(vm: &Vm, function: &Ref<Function>, out: Outgoing, count: u32, receiver: bool) -> Value {
    if let Some(body) = function.ready_body()
        && body.is_plain()
        && count < body.params
        && !Vm::needs_attention()
        && function.fill_defaults(vm, &out, (body.params - count) as usize)
    {
        let fp = if receiver { out.frame_with_receiver() } else { out.frame() };
        return run_plain(vm, function, body, fp, body.params, receiver);
    }
    if let Err(raised) = vm.poll() {
        out.finish(vm);
        return vm.raise(raised);
    }
    let body = match function.body(vm) {
        Ok(body) => body,
        Err(raised) => {
            out.finish(vm);
            return vm.raise(raised);
        }
    };
    if body.is_plain() && count < body.params {
        // Missing arguments come from the defaults, if there are enough.
        let defaults = function.defaults.get();
        if let Some(defaults) = defaults
            && (body.params - count) as usize <= defaults.len()
        {
            let missing = (body.params - count) as usize;
            for value in &defaults.items()[defaults.len() - missing..] {
                out.push(vm, value.clone());
            }
            let fp = if receiver { out.frame_with_receiver() } else { out.frame() };
            return run_plain(vm, function, body, fp, body.params, receiver);
        }
    }
    if count == body.exact {
        let fp = if receiver { out.frame_with_receiver() } else { out.frame() };
        return run_plain(vm, function, body, fp, count, receiver);
    }
    if body.positional && count == body.params && body.kind != BodyKind::Function {
        return super::generator::make(vm, function, body, out, count, receiver);
    }
    let code = function.code();
    if code.has(co::VARARGS)
        && !code.has(co::VARKEYWORDS)
        && code.facts.kwonlyargcount == 0
        && count >= code.facts.argcount
    {
        // Nothing but `*rest` to be filled in.
        out.pack(vm, code.facts.argcount, receiver);
        if body.kind != BodyKind::Function {
            return super::generator::make(vm, function, body, out, body.params, receiver);
        }
        let fp = if receiver { out.frame_with_receiver() } else { out.frame() };
        return run_plain(vm, function, body, fp, body.params, receiver);
    }
    let values = if receiver { out.with_receiver(vm) } else { out.arguments(vm) };
    let result = call_bound(vm, function, body, Args::positional(values));
    out.finish(vm);
    result
}

/// Calls a function with a receiver and a few arguments.
#[inline]
pub fn call_method(vm: &Vm, function: &Ref<Function>, receiver: &Value, args: &[Value]) -> Value {
    let out = Outgoing::begin(vm);
    out.set_receiver(receiver.clone());
    for (i, arg) in args.iter().enumerate() {
        out.place(vm, i, arg.clone());
    }
    call_function(vm, function, out, args.len() as u32 + 1, true)
}

/// Calls a function with any arguments.
pub fn call_with_args(vm: &Vm, function: &Ref<Function>, args: Args) -> Value {
    if let Some(body) = function.ready_body()
        && args.names.is_empty()
        && args.values.len() == body.exact as usize
        && !Vm::needs_attention()
        && vm.has_room(args.values.len())
    {
        let out = Outgoing::begin(vm);
        for (i, value) in args.values.iter().enumerate() {
            out.place(vm, i, value.clone());
        }
        return run_plain(vm, function, body, out.frame(), body.params, false);
    }
    call_with_args_slow(vm, function, args)
}

/// Calls a function with a receiver in front of positional arguments: special methods.
pub fn call_with_receiver(
    vm: &Vm,
    function: &Ref<Function>,
    receiver: &Value,
    args: &[Value],
) -> Raises<Value> {
    if let Some(body) = function.ready_body()
        && args.len() + 1 == body.exact as usize
        && !Vm::needs_attention()
        && vm.has_room(args.len())
    {
        let out = Outgoing::begin(vm);
        out.set_receiver(receiver.clone());
        for (i, value) in args.iter().enumerate() {
            out.place(vm, i, value.clone());
        }
        let fp = out.frame_with_receiver();
        let result = run_plain(vm, function, body, fp, body.params, true);
        return vm.check(result);
    }
    let all: Vec<Value> = std::iter::once(receiver).chain(args).cloned().collect();
    let result = call_with_args_slow(vm, function, Args::positional(&all));
    vm.check(result)
}

#[inline(never)]
fn call_with_args_slow(vm: &Vm, function: &Ref<Function>, args: Args) -> Value {
    if let Err(raised) = vm.poll() {
        return vm.raise(raised);
    }
    match function.body(vm) {
        Ok(body) => call_bound(vm, function, body, args),
        Err(raised) => vm.raise(raised),
    }
}

/// Binds the arguments, then runs the body or makes a generator.
pub(super) fn call_bound(vm: &Vm, function: &Ref<Function>, body: &Body, args: Args) -> Value {
    let out = Outgoing::begin(vm);
    let code = function.code();
    if (body.is_plain() || body.positional)
        && args.names.is_empty()
        && args.values.len() == body.params as usize
    {
        if !vm.has_room(args.values.len()) {
            out.finish(vm);
            return too_deep(vm);
        }
        for value in args.values {
            out.push(vm, value.clone());
        }
    } else if let Err(raised) = bind::bind(vm, function, &code, args, &out) {
        out.finish(vm);
        return vm.raise(raised);
    }
    let count = code.parameters() as u32;
    if body.kind != BodyKind::Function {
        let given = out.arguments(vm).len() as u32;
        return super::generator::make(vm, function, body, out, given, false);
    }
    run_plain(vm, function, body, out.frame(), count, false)
}

/// Calls a built-in function whose arguments lie in `out`.
#[inline(never)]
fn call_native(vm: &Vm, fp: Fp, at: u32, function: &Ref<NativeFunction>, out: Outgoing) -> Value {
    let signature = &function.native.signature;
    if function.bound == signature.receiver {
        let count = out.arguments(vm).len() as u32;
        if count >= signature.least && count <= signature.most {
            for _ in count as usize..signature.params.len() {
                out.push(vm, Value::Err);
            }
            let values = if function.bound {
                out.set_receiver(function.receiver.clone());
                out.with_receiver(vm)
            } else {
                out.arguments(vm)
            };
            let result = (function.native.body)(vm, values);
            out.finish(vm);
            return settle(vm, fp, at, result);
        }
    }
    let result = native::call_function(vm, function, Args::positional(out.arguments(vm)));
    out.finish(vm);
    settle(vm, fp, at, result)
}

/// What a call site knows about the class it calls.
#[derive(Default)]
pub struct ClassCache {
    class: Cell<usize>,
    epoch: Cell<u32>,
    init: MethodPlace,
    /// Without arguments there is nothing to be called.
    bare: Cell<bool>,
}

/// Makes an instance with the `count` arguments in `out`.
#[inline(always)]
pub fn make_instance(
    vm: &Vm,
    fp: Fp,
    at: u32,
    class: &Ref<Type>,
    out: Outgoing,
    count: u32,
    cache: &ClassCache,
) -> Value {
    if cache.class.get() != class.as_ptr() as usize || cache.epoch.get() != vm.epoch.get() {
        learn_class(vm, class, cache);
    }
    let Some(init) = cache.init.function(vm) else {
        return make_bare(vm, fp, at, class, out, cache);
    };
    let made = Ref::<Instance>::new(vm, class);
    out.set_receiver(Value::Inst(made.clone()));
    let result = call_function(vm, &init, out, count + 1, true);
    if !result.is_none() {
        return made_nothing(vm, fp, at, Value::Inst(made), result);
    }
    class.learn_slots(&made);
    Value::Inst(made)
}

/// `__init__` did not return `None`.
#[cold]
#[inline(never)]
fn made_nothing(vm: &Vm, fp: Fp, at: u32, made: Value, result: Value) -> Value {
    let raised = if result.is_err() {
        trace(vm, fp, at)
    } else {
        raise(vm, fp, at, crate::types::class::user::init_returned(vm, &result))
    };
    drop(made);
    raised
}

/// Makes an instance of a class whose `__init__` is not a function.
#[inline(never)]
fn make_bare(
    vm: &Vm,
    fp: Fp,
    at: u32,
    class: &Ref<Type>,
    out: Outgoing,
    cache: &ClassCache,
) -> Value {
    if cache.bare.get() && out.arguments(vm).is_empty() {
        out.finish(vm);
        return Value::Inst(Ref::<Instance>::new(vm, class));
    }
    call_class_slow(vm, fp, at, class, out)
}

#[inline(never)]
fn learn_class(vm: &Vm, class: &Ref<Type>, cache: &ClassCache) {
    if crate::types::object::has_plain_new(class) {
        class.place_method(vm, vm.name(Name::Init), &cache.init);
    } else {
        cache.init.forget();
    }
    let has_init = cache.init.function(vm).is_some();
    cache.bare.set(!has_init && crate::types::object::has_bare_new(class));
    cache.class.set(class.as_ptr() as usize);
    cache.epoch.set(vm.epoch.get());
}

#[inline(never)]
fn call_class_slow(vm: &Vm, fp: Fp, at: u32, class: &Ref<Type>, out: Outgoing) -> Value {
    if let Some((made, init)) = exception::hooks::with_init(vm, class, out.arguments(vm)) {
        let count = out.arguments(vm).len() as u32;
        out.set_receiver(made.clone());
        let result = call_function(vm, &init, out, count + 1, true);
        return if result.is_none() { made } else { made_nothing(vm, fp, at, made, result) };
    }
    let callee = Value::Type(class.clone());
    let result = protocol::call(vm, &callee, Args::positional(out.arguments(vm)));
    out.finish(vm);
    settle(vm, fp, at, result)
}

/// Calls anything with the arguments in `out`.
#[inline(never)]
pub fn invoke(
    vm: &Vm,
    fp: Fp,
    at: u32,
    callee: &Value,
    out: Outgoing,
    count: u32,
    cache: &ClassCache,
) -> Value {
    fp.head().position.set(at);
    match callee {
        Value::Func(function) => {
            let result = call_function(vm, function, out, count, false);
            if result.is_err() {
                return trace(vm, fp, at);
            }
            result
        }
        Value::Native(function) => call_native(vm, fp, at, function, out),
        Value::Type(class) => make_instance(vm, fp, at, class, out, count, cache),
        other => invoke_slow(vm, fp, at, other, out, count),
    }
}

#[inline(never)]
fn invoke_slow(vm: &Vm, fp: Fp, at: u32, callee: &Value, out: Outgoing, count: u32) -> Value {
    if let Some(method) = callee.downcast::<Method>()
        && let Value::Func(function) = &method.function
    {
        out.set_receiver(method.receiver.clone());
        let result = call_function(vm, function, out, count + 1, true);
        if result.is_err() {
            return trace(vm, fp, at);
        }
        return result;
    }
    if let Value::Inst(instance) = callee
        && let Some(function) = instance.class().special(vm, Special::Call, Name::Call)
    {
        out.set_receiver(callee.clone());
        let result = call_function(vm, &function, out, count + 1, true);
        if result.is_err() {
            return trace(vm, fp, at);
        }
        return result;
    }
    let result = protocol::call(vm, callee, Args::positional(out.arguments(vm)));
    out.finish(vm);
    settle(vm, fp, at, result)
}

/// `callee(arguments…)` with plain positional arguments, `N` of them.
pub struct Call<const N: usize> {
    pub callee: Sub,
    pub args: [Shape; N],
    pub at: u32,
    pub cache: ClassCache,
}

impl<const N: usize> Node for Call<N> {
    fn eval(&self, vm: &Vm, fp: Fp) -> Value {
        let callee = load!(self.callee, vm, fp);
        let out = Outgoing::begin(vm);
        for (i, arg) in self.args.iter().enumerate() {
            let value = arg.eval(vm, fp);
            if value.is_err() {
                out.finish(vm);
                return Value::Err;
            }
            out.place(vm, i, value);
        }
        if let Value::Func(function) = callee.borrow() {
            fp.head().position.set(self.at);
            let result = call_function(vm, function, out, N as u32, false);
            if result.is_err() {
                return trace(vm, fp, self.at);
            }
            return result;
        }
        invoke(vm, fp, self.at, callee.borrow(), out, N as u32, &self.cache)
    }

    fn eval_awaited(&self, vm: &Vm, fp: Fp, at: u32) -> Awaited {
        let callee = match self.callee.load(vm, fp) {
            Ok(callee) => callee,
            Err(()) => return Awaited::Object(Value::Err),
        };
        let out = Outgoing::begin(vm);
        for (i, arg) in self.args.iter().enumerate() {
            let value = arg.eval(vm, fp);
            if value.is_err() {
                out.finish(vm);
                return Awaited::Object(Value::Err);
            }
            out.place(vm, i, value);
        }
        if let Value::Func(function) = callee.borrow() {
            fp.head().position.set(self.at);
            return call_awaited(vm, function, out, N as u32, false, (fp, at));
        }
        Awaited::Object(invoke(vm, fp, self.at, callee.borrow(), out, N as u32, &self.cache))
    }
}

/// As [`Call`], for any number.
pub struct CallMany {
    pub callee: Box<dyn Node>,
    pub args: Box<[Shape]>,
    pub cache: ClassCache,
    pub at: u32,
}

impl Node for CallMany {
    fn eval(&self, vm: &Vm, fp: Fp) -> Value {
        let callee = tri!(self.callee.eval(vm, fp));
        let out = Outgoing::begin(vm);
        for (i, arg) in self.args.iter().enumerate() {
            let value = arg.eval(vm, fp);
            if value.is_err() {
                out.finish(vm);
                return Value::Err;
            }
            out.place(vm, i, value);
        }
        invoke(vm, fp, self.at, &callee, out, self.args.len() as u32, &self.cache)
    }
}

/// The node for a call with plain positional arguments.
pub fn call(callee: Shape, args: Vec<Shape>, at: u32) -> Box<dyn Node> {
    let cache = ClassCache::default();
    macro_rules! sized {
        ($($n:literal)*) => {
            match args.len() {
                $($n => match (<[Shape; $n]>::try_from(args), callee) {
                    (Ok(args), Shape::Global(callee)) => {
                        super::call_global::call(callee, args, at)
                    }
                    (Ok(args), other) => {
                        let callee = Sub(other.into_node());
                        Box::new(Call::<$n> { callee, args, cache, at })
                    }
                    (Err(args), other) => {
                        let callee = other.into_node();
                        Box::new(CallMany { callee, args: args.into(), cache, at })
                    }
                },)*
                _ => Box::new(CallMany { callee: callee.into_node(), args: args.into(), cache, at }),
            }
        };
    }
    sized!(0 1 2 3 4)
}

/// A piece of an argument list.
pub enum Argument {
    Positional(Box<dyn Node>),
    /// `*iterable`.
    Star(Box<dyn Node>),
    Keyword(Ref<Str>, Box<dyn Node>),
    /// `**mapping`.
    DoubleStar(Box<dyn Node>),
}

/// A call with any mixture of arguments.
pub struct CallStar {
    pub callee: Box<dyn Node>,
    pub args: Box<[(Argument, u32)]>,
    pub at: u32,
}

impl Node for CallStar {
    fn eval(&self, vm: &Vm, fp: Fp) -> Value {
        let callee = tri!(self.callee.eval(vm, fp));
        match collect(vm, fp, self.at, &callee, &self.args, false) {
            Some((values, names)) => {
                fp.head().position.set(self.at);
                let result = protocol::call(vm, &callee, Args { values: &values, names: &names });
                settle(vm, fp, self.at, result)
            }
            None => Value::Err,
        }
    }
}

/// For [`collect`]: a star is one of several positional arguments, even if it is the only one here.
pub const STAR_OF_MANY: bool = true;

/// Evaluates an argument list; `None` with the exception stored.
///
/// A star that is the only positional argument is spread last of all and its errors name the callee;
/// others are spread where they stand.
pub fn collect(
    vm: &Vm,
    fp: Fp,
    at: u32,
    callee: &Value,
    args: &[(Argument, u32)],
    star_of_many: bool,
) -> Option<(Vec<Value>, Vec<Ref<Str>>)> {
    let mut positional: Vec<Value> = Vec::with_capacity(args.len());
    let mut names: Vec<Ref<Str>> = Vec::new();
    let mut keywords: Vec<Value> = Vec::new();
    let is_positional = |it: &Argument| matches!(it, Argument::Positional(_) | Argument::Star(_));
    let alone = !star_of_many && args.iter().filter(|it| is_positional(&it.0)).count() == 1;
    let mut only_star = None;
    for (arg, arg_at) in args {
        match arg {
            Argument::Positional(node) => {
                let value = node.eval(vm, fp);
                if value.is_err() {
                    return None;
                }
                positional.push(value);
            }
            Argument::Keyword(name, node) => {
                let value = node.eval(vm, fp);
                if value.is_err() {
                    return None;
                }
                if names.iter().any(|it| it.is(name)) {
                    let _ = arg_at;
                    raise(vm, fp, at, bind::repeated_keyword(vm, callee, name));
                    return None;
                }
                names.push(name.clone());
                keywords.push(value);
            }
            Argument::Star(node) => {
                let value = node.eval(vm, fp);
                if value.is_err() {
                    return None;
                }
                if alone {
                    only_star = Some(value);
                    continue;
                }
                if let Err(raised) = spread(vm, None, &value, &mut positional) {
                    raise(vm, fp, at, raised);
                    return None;
                }
            }
            Argument::DoubleStar(node) => {
                let value = node.eval(vm, fp);
                if value.is_err() {
                    return None;
                }
                if let Err(raised) = spread_mapping(vm, callee, &value, &mut names, &mut keywords) {
                    raise(vm, fp, at, raised);
                    return None;
                }
            }
        }
    }
    if let Some(value) = only_star
        && let Err(raised) = spread(vm, Some(callee), &value, &mut positional)
    {
        raise(vm, fp, at, raised);
        return None;
    }
    positional.append(&mut keywords);
    Some((positional, names))
}

fn spread(vm: &Vm, callee: Option<&Value>, value: &Value, into: &mut Vec<Value>) -> Raises<()> {
    match value {
        Value::List(list) => into.extend(list.to_vec()),
        Value::Tuple(tuple) => into.extend(tuple.items().iter().cloned()),
        other => {
            let slots = &vm.type_of(other).slots;
            if slots.iter.get().is_none() && slots.getitem.get().is_none() {
                let what = match callee {
                    Some(callee) => format!("{} argument", bind::describe(vm, callee)?),
                    None => "Value".to_owned(),
                };
                return Err(err!(
                    TypeError,
                    "{what} after * must be an iterable, not {}",
                    vm.type_name(other)
                ));
            }
            into.extend(protocol::to_vec(vm, other)?);
        }
    }
    Ok(())
}

fn spread_mapping(
    vm: &Vm,
    callee: &Value,
    value: &Value,
    names: &mut Vec<Ref<Str>>,
    keywords: &mut Vec<Value>,
) -> Raises<()> {
    let pairs: Vec<(Value, Value)> = match crate::types::dict::update::as_plain(vm, value) {
        Some(dict) => dict.items(),
        None => match mapping_pairs(vm, value) {
            Ok(pairs) => pairs,
            Err(raised) if raised.is(vm, Builtin::AttributeError) => {
                return Err(err!(
                    TypeError,
                    "{} argument after ** must be a mapping, not {}",
                    bind::describe(vm, callee)?,
                    vm.type_name(value)
                ));
            }
            // Repeated keys are found in this way, so CPython takes any KeyError for one.
            Err(raised) if raised.is(vm, Builtin::KeyError) => {
                let exception = vm.instance_of(raised);
                let args = protocol::getattr(vm, &exception, &vm.intern("args"))?;
                let Some([key]) = args.downcast::<Tuple>().map(|it| it.items()) else {
                    return Err(Raised::again(exception));
                };
                let key = protocol::str(vm, key)?;
                return Err(bind::repeated_keyword(vm, callee, &key));
            }
            Err(raised) => return Err(raised),
        },
    };
    for (key, item) in pairs {
        let Some(key) = key.downcast::<Str>() else {
            return Err(err!(TypeError, "keywords must be strings"));
        };
        let key = if key.is_interned() { key.clone() } else { vm.intern_bytes(key.bytes()) };
        if names.iter().any(|it| it.is(&key)) {
            return Err(bind::repeated_keyword(vm, callee, &key));
        }
        names.push(key);
        keywords.push(item);
    }
    Ok(())
}

/// Keys and values of any mapping.
fn mapping_pairs(vm: &Vm, mapping: &Value) -> Raises<Vec<(Value, Value)>> {
    let keys = protocol::call_method(vm, mapping, &vm.intern("keys"), &[])?;
    let slots = &vm.type_of(&keys).slots;
    if slots.iter.get().is_none() && slots.getitem.get().is_none() {
        return Err(err!(
            TypeError,
            "{}.keys() returned a non-iterable (type {})",
            vm.type_name(mapping),
            vm.type_name(&keys)
        ));
    }
    let mut pairs = Vec::new();
    for key in protocol::to_vec(vm, &keys)? {
        let item = protocol::getitem(vm, mapping, &key)?;
        pairs.push((key, item));
    }
    Ok(pairs)
}
