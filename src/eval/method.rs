//! `object.name(arguments…)`: the method is called without an object for the bound method being made.

use std::borrow::Borrow;
use std::cell::Cell;

use crate::native;
use crate::object::{
    Args, Awaited, Builtin, Fp, Function, MethodPlace, Native, Node, Outgoing, Ref, ShapeMark, Str,
    Temp, Type, Value, Vm, flags,
};
use crate::protocol;
use crate::types::descriptor::MethodDescriptor;
use crate::types::method;
use crate::{load, tri};

use super::bind;
use super::call::{ClassCache, call_awaited, call_function, invoke};
use super::call_keywords::{First, Site, call_in_place, call_planned};
use super::fail::{settle, trace};
use super::operand::{Operand, Shape, Sub};

const WAYS: usize = 4;
/// The native's slots cannot be made of arguments and a little padding.
pub const NO_PAD: u8 = u8::MAX;
/// See [`Native::swift`].
type Swift = fn(&Vm, &Value, &[Value]) -> Value;
/// After so many shapes a site keeps those it has.
const SETTLED: u8 = 16;

/// Methods found at a call site: by shape for instances, by class for built-in kinds.
pub struct MethodCache {
    shapes: [Cell<ShapeMark>; WAYS],
    methods: [MethodPlace; WAYS],
    epoch: Cell<u32>,
    next: Cell<u8>,
    /// A built-in class and its native of the name.
    class: Cell<usize>,
    native: Cell<Option<&'static Native>>,
    /// The short way of that native, if it has one.
    swift: Cell<Option<Swift>>,
    /// How many slots the native gets beyond the arguments of this site; [`NO_PAD`]: it needs binding.
    pad: Cell<u8>,
    callee: ClassCache,
}

impl MethodCache {
    pub fn new() -> MethodCache {
        MethodCache {
            shapes: [const { Cell::new(ShapeMark::NONE) }; WAYS],
            methods: [const { MethodPlace::new() }; WAYS],
            epoch: Cell::new(0),
            next: Cell::new(0),
            class: Cell::new(0),
            native: Cell::new(None),
            swift: Cell::new(None),
            pad: Cell::new(NO_PAD),
            callee: ClassCache::default(),
        }
    }

    /// Whether the receiver's class is the built-in one whose native is kept.
    #[inline(always)]
    fn knows(&self, vm: &Vm, receiver: &Value) -> bool {
        self.class.get() == vm.type_of(receiver).as_ptr() as usize
            && self.epoch.get() == vm.epoch.get()
    }

    #[inline(always)]
    fn find(&self, vm: &Vm, shape: ShapeMark, name: &Ref<Str>) -> Option<Ref<Function>> {
        for i in 0..WAYS {
            if self.shapes[i].get() == shape {
                return self.methods[i].function(vm);
            }
        }
        if self.next.get() >= SETTLED { vm.known_method(shape, name) } else { None }
    }

    /// As [`MethodCache::find`], whatever it is.
    #[inline(always)]
    pub fn find_value(&self, vm: &Vm, shape: ShapeMark) -> Option<&Value> {
        let i = self.shapes.iter().position(|it| it.get() == shape)?;
        self.methods[i].value(vm)
    }

    /// Where ever more shapes come by, those that came first stay; the others are noted for all sites.
    fn learn(&self, vm: &Vm, shape: ShapeMark, class: &Ref<Type>, name: &Ref<Str>) {
        self.sync(vm);
        let next = self.next.get();
        if next >= SETTLED {
            vm.note_method(shape, class, name);
            return;
        }
        self.next.set(next + 1);
        let at = next as usize % WAYS;
        self.shapes[at].set(shape);
        class.place_method(vm, name, &self.methods[at]);
    }

    fn sync(&self, vm: &Vm) {
        if self.epoch.get() != vm.epoch.get() {
            self.epoch.set(vm.epoch.get());
            self.shapes.iter().for_each(|it| it.set(ShapeMark::NONE));
            self.class.set(0);
            self.swift.set(None);
            self.pad.set(NO_PAD);
            self.next.set(0);
        }
    }
}

impl Default for MethodCache {
    fn default() -> MethodCache {
        MethodCache::new()
    }
}

/// What stands before the parentheses, looked up but not bound.
enum Found {
    /// A Python function to be called with the receiver in front.
    Function(Ref<Function>),
    /// A native of the receiver's class.
    Native(&'static Native),
    /// Any object to be called with the arguments alone.
    Other(Value),
    /// The exception is stored.
    Failed,
}

#[inline(always)]
fn find(vm: &Vm, fp: Fp, at: u32, receiver: &Value, name: &Ref<Str>, cache: &MethodCache) -> Found {
    if let Value::Inst(instance) = receiver {
        if let Some(function) = cache.find(vm, instance.header().shape_mark(), name) {
            return Found::Function(function);
        }
    } else if cache.knows(vm, receiver)
        && let Some(native) = cache.native.get()
    {
        return Found::Native(native);
    } else if let Value::Type(class) = receiver {
        return find_on_class(vm, fp, at, class, receiver, name, cache);
    }
    find_slow(vm, fp, at, receiver, name, cache)
}

/// As [`find`], for methods called on a class.
#[inline(never)]
fn find_on_class(
    vm: &Vm,
    fp: Fp,
    at: u32,
    class: &Ref<Type>,
    receiver: &Value,
    name: &Ref<Str>,
    cache: &MethodCache,
) -> Found {
    let found = match cache.find_value(vm, ShapeMark::of_class(class)) {
        Some(found) => Some(found.clone()),
        None if class.has(flags::PLAIN_META)
            && vm.class(Builtin::Type).lookup(vm, name).is_none() =>
        {
            let found = class.lookup(vm, name);
            if found.is_some() {
                cache.learn(vm, ShapeMark::of_class(class), class, name);
            }
            found
        }
        None => None,
    };
    match found {
        Some(Value::Func(function)) => return Found::Other(Value::Func(function)),
        Some(Value::Obj(wrapper)) => {
            // Of exact `classmethod` and `staticmethod` objects it is known what they are bound to.
            let kind = wrapper.class();
            if kind.is(vm.class(Builtin::ClassMethod))
                && let Some(Value::Func(function)) = method::wrapped_function(&wrapper)
            {
                return Found::Function(function);
            }
            if kind.is(vm.class(Builtin::StaticMethod))
                && let Some(function @ Value::Func(_)) = method::wrapped_function(&wrapper)
            {
                return Found::Other(function);
            }
        }
        _ => {}
    }
    find_slow(vm, fp, at, receiver, name, cache)
}

#[inline(never)]
fn find_slow(
    vm: &Vm,
    fp: Fp,
    at: u32,
    receiver: &Value,
    name: &Ref<Str>,
    cache: &MethodCache,
) -> Found {
    fp.head().position.set(at);
    let class = vm.type_of(receiver);
    if class.has(flags::GENERIC_GETATTR)
        && let Some(found) = class.lookup(vm, name)
    {
        match &found {
            Value::Func(function) => {
                if let Value::Inst(instance) = receiver {
                    let shape = instance.header().shape();
                    if !shape.is_dict_mode() && shape.find_cached(vm, name).is_none() {
                        cache.learn(vm, shape.mark(), class, name);
                        return Found::Function(function.clone());
                    }
                }
                if protocol::attr::own_attr(receiver, name).is_none() {
                    return Found::Function(function.clone());
                }
            }
            other => {
                if let Some(method) = other.downcast::<MethodDescriptor>()
                    && protocol::attr::own_attr(receiver, name).is_none()
                {
                    if !matches!(receiver, Value::Inst(_)) && !class.has(flags::INSTANCE_DICT) {
                        remember_native(vm, class, method.native, cache);
                    }
                    return Found::Native(method.native);
                }
            }
        }
    }
    match protocol::getattr(vm, receiver, name) {
        Ok(found) => Found::Other(found),
        Err(raised) => {
            super::fail::raise(vm, fp, at, raised);
            Found::Failed
        }
    }
}

fn remember_native(vm: &Vm, class: &Ref<Type>, native: &'static Native, cache: &MethodCache) {
    cache.sync(vm);
    cache.class.set(class.as_ptr() as usize);
    cache.native.set(Some(native));
    cache.swift.set(native.swift);
    cache.pad.set(NO_PAD);
}

/// `object.name(arguments…)` with plain positional arguments.
pub struct CallMethod<const N: usize, A> {
    pub object: A,
    pub name: Ref<Str>,
    pub args: [Shape; N],
    pub cache: MethodCache,
    pub at: u32,
    pub attr_at: u32,
}

impl<const N: usize, A: Operand> Node for CallMethod<N, A> {
    fn eval(&self, vm: &Vm, fp: Fp) -> Value {
        let object = load!(self.object, vm, fp);
        self.call_object(vm, fp, object)
    }

    fn eval_awaited(&self, vm: &Vm, fp: Fp, at: u32) -> Awaited {
        let receiver = match self.object.load(vm, fp) {
            Ok(object) => A::own(object),
            Err(()) => return Awaited::Object(Value::Err),
        };
        if let Value::Inst(instance) = &receiver
            && let Some(function) = self.cache.find(vm, instance.header().shape_mark(), &self.name)
        {
            let out = Outgoing::begin(vm);
            out.set_receiver(receiver);
            if !lay_out(vm, fp, &out, &self.args) {
                out.finish(vm);
                return Awaited::Object(Value::Err);
            }
            fp.head().position.set(self.at);
            return call_awaited(vm, &function, out, N as u32 + 1, true, (fp, at));
        }
        Awaited::Object(self.call(vm, fp, receiver))
    }
}

impl<const N: usize, A: Operand> CallMethod<N, A> {
    #[inline(always)]
    fn call_object(&self, vm: &Vm, fp: Fp, object: A::Held<'_>) -> Value {
        // A local variable is looked at where it is: lowering sees to it that no argument rebinds it.
        let receiver = object.borrow();
        if !matches!(receiver, Value::Inst(_))
            && let Some(swift) = self.cache.swift.get()
            && let Some(native) = self.cache.native.get()
            && self.cache.knows(vm, receiver)
        {
            return self.call_swift(vm, fp, receiver, (native, swift));
        }
        self.call(vm, fp, A::own(object))
    }

    /// Calls a native that has a short way first.
    #[inline(always)]
    fn call_swift(
        &self,
        vm: &Vm,
        fp: Fp,
        receiver: &Value,
        (native, swift): (&'static Native, Swift),
    ) -> Value {
        let args = &self.args;
        let result = match N {
            0 => swift(vm, receiver, &[]),
            1 => {
                let a = Temp::new(tri!(args[0].eval(vm, fp)));
                let result = swift(vm, receiver, std::slice::from_ref(&*a));
                if result.is_err() {
                    return call_long(vm, fp, self.at, native, receiver, &[a.into_value()]);
                }
                return result;
            }
            _ => {
                let mut values = [const { Value::Err }; N];
                for (value, arg) in values.iter_mut().zip(args) {
                    *value = tri!(arg.eval(vm, fp));
                }
                let result = swift(vm, receiver, &values);
                if result.is_err() {
                    return call_long(vm, fp, self.at, native, receiver, &values);
                }
                return result;
            }
        };
        if result.is_err() { call_long(vm, fp, self.at, native, receiver, &[]) } else { result }
    }

    #[inline(always)]
    fn call(&self, vm: &Vm, fp: Fp, receiver: Value) -> Value {
        if let Value::Inst(instance) = &receiver {
            if let Some(function) = self.cache.find(vm, instance.header().shape_mark(), &self.name)
            {
                let out = Outgoing::begin(vm);
                out.set_receiver(receiver);
                if !lay_out(vm, fp, &out, &self.args) {
                    out.finish(vm);
                    return Value::Err;
                }
                fp.head().position.set(self.at);
                let result = call_function(vm, &function, out, N as u32 + 1, true);
                if result.is_err() {
                    return trace(vm, fp, self.at);
                }
                return result;
            }
        } else if self.cache.knows(vm, &receiver) {
            let pad = self.cache.pad.get();
            if let Some(native) = self.cache.native.get()
                && pad != NO_PAD
            {
                return call_direct(vm, fp, self.at, native, receiver, &self.args, pad);
            }
        }
        call_other(vm, fp, self, receiver)
    }
}

/// Calls a native the long way, with the arguments at hand.
#[inline(never)]
fn call_long(
    vm: &Vm,
    fp: Fp,
    at: u32,
    native: &'static Native,
    receiver: &Value,
    args: &[Value],
) -> Value {
    fp.head().position.set(at);
    let args = Args::positional(args);
    settle(vm, fp, at, native::call(vm, native, Some(receiver), &Value::Err, args))
}

/// Evaluates arguments into their places; false with the exception stored.
#[inline(always)]
pub fn lay_out(vm: &Vm, fp: Fp, out: &Outgoing, args: &[Shape]) -> bool {
    for (i, arg) in args.iter().enumerate() {
        let value = arg.eval(vm, fp);
        if value.is_err() {
            return false;
        }
        out.place(vm, i, value);
    }
    true
}

/// A method call that is not one the site knows.
#[inline(never)]
fn call_other<const N: usize, A>(
    vm: &Vm,
    fp: Fp,
    site: &CallMethod<N, A>,
    receiver: Value,
) -> Value {
    let at = (site.at, site.attr_at);
    call_found(vm, fp, receiver, &site.name, &site.args, &site.cache, at)
}

/// Looks a method up and calls it. Positions: of the call, and of the look-up.
#[inline(always)]
pub fn call_found<const N: usize>(
    vm: &Vm,
    fp: Fp,
    receiver: Value,
    name: &Ref<Str>,
    args: &[Shape; N],
    cache: &MethodCache,
    (at, attr_at): (u32, u32),
) -> Value {
    let out = Outgoing::begin(vm);
    let found = find(vm, fp, attr_at, &receiver, name, cache);
    out.set_receiver(receiver);
    if let Found::Native(native) = found
        && cache.pad.get() == NO_PAD
    {
        cache.pad.set(padding(native, N));
    }
    if matches!(found, Found::Failed) || !lay_out(vm, fp, &out, args) {
        out.finish(vm);
        return Value::Err;
    }
    finish(vm, fp, at, found, out, N as u32, cache)
}

/// What a native's slots need beyond `count` arguments, if that is what [`call_direct`] can give.
#[inline(always)]
pub fn padding(native: &Native, count: usize) -> u8 {
    let signature = &native.signature;
    let fits = (signature.least as usize..=signature.most as usize).contains(&count);
    match signature.params.len().checked_sub(count) {
        Some(pad @ 0..=2) if fits => pad as u8,
        _ => NO_PAD,
    }
}

/// Calls a native whose receiver, arguments and padding make up its slots.
#[inline(always)]
fn call_direct<const N: usize>(
    vm: &Vm,
    fp: Fp,
    at: u32,
    native: &'static Native,
    receiver: Value,
    args: &[Shape; N],
    pad: u8,
) -> Value {
    let a = if N > 0 { tri!(args[0].eval(vm, fp)) } else { Value::Err };
    let b = if N > 1 { tri!(args[1].eval(vm, fp)) } else { Value::Err };
    let c = if N > 2 { tri!(args[2].eval(vm, fp)) } else { Value::Err };
    let d = if N > 3 { tri!(args[3].eval(vm, fp)) } else { Value::Err };
    fp.head().position.set(at);
    const NONE: Value = Value::Err;
    let body = native.body;
    let result = match (N, pad) {
        (0, 0) => body(vm, &[receiver]),
        (0, 1) => body(vm, &[receiver, NONE]),
        (0, _) => body(vm, &[receiver, NONE, NONE]),
        (1, 0) => body(vm, &[receiver, a]),
        (1, 1) => body(vm, &[receiver, a, NONE]),
        (1, _) => body(vm, &[receiver, a, NONE, NONE]),
        (2, 0) => body(vm, &[receiver, a, b]),
        (2, 1) => body(vm, &[receiver, a, b, NONE]),
        (2, _) => body(vm, &[receiver, a, b, NONE, NONE]),
        (3, 0) => body(vm, &[receiver, a, b, c]),
        (3, 1) => body(vm, &[receiver, a, b, c, NONE]),
        (3, _) => body(vm, &[receiver, a, b, c, NONE, NONE]),
        (_, 0) => body(vm, &[receiver, a, b, c, d]),
        (_, 1) => body(vm, &[receiver, a, b, c, d, NONE]),
        (_, _) => body(vm, &[receiver, a, b, c, d, NONE, NONE]),
    };
    settle(vm, fp, at, result)
}

/// `object.append(item)`: of an exact list there is only one.
pub struct Append<A>(pub CallMethod<1, A>);

impl<A: Operand> Node for Append<A> {
    fn eval(&self, vm: &Vm, fp: Fp) -> Value {
        let object = load!(self.0.object, vm, fp);
        // As in `CallMethod`: no argument rebinds a local variable.
        if let Value::List(list) = object.borrow() {
            let item = tri!(self.0.args[0].eval(vm, fp));
            list.push(item);
            return Value::None;
        }
        self.0.call_object(vm, fp, object)
    }
}

#[inline(always)]
fn finish(
    vm: &Vm,
    fp: Fp,
    at: u32,
    found: Found,
    out: Outgoing,
    count: u32,
    cache: &MethodCache,
) -> Value {
    fp.head().position.set(at);
    match found {
        Found::Function(function) => {
            let result = call_function(vm, &function, out, count + 1, true);
            if result.is_err() {
                return trace(vm, fp, at);
            }
            result
        }
        Found::Native(native) => call_native(vm, fp, at, native, out, count),
        Found::Other(callee) => {
            out.set_receiver_dropping(Value::Err);
            invoke(vm, fp, at, &callee, out, count, &cache.callee)
        }
        Found::Failed => Value::Err,
    }
}

#[inline(always)]
fn call_native(
    vm: &Vm,
    fp: Fp,
    at: u32,
    native: &'static Native,
    out: Outgoing,
    count: u32,
) -> Value {
    let signature = &native.signature;
    if count >= signature.least && count <= signature.most {
        for _ in count as usize..signature.params.len() {
            out.push(vm, Value::Err);
        }
        let result = (native.body)(vm, out.with_receiver(vm));
        out.finish(vm);
        return settle(vm, fp, at, result);
    }
    call_native_slow(vm, fp, at, native, out)
}

#[inline(never)]
fn call_native_slow(vm: &Vm, fp: Fp, at: u32, native: &'static Native, out: Outgoing) -> Value {
    let args = Args::positional(out.arguments(vm));
    let result = native::call(vm, native, Some(out.receiver()), &Value::Err, args);
    out.finish(vm);
    settle(vm, fp, at, result)
}

/// As [`CallMethod`], for any number of arguments.
pub struct CallMethodMany {
    pub object: Box<dyn Node>,
    pub name: Ref<Str>,
    pub args: Box<[Shape]>,
    pub names: Box<[Ref<Str>]>,
    pub plan: bind::Plan,
    pub cache: MethodCache,
    pub at: u32,
    pub attr_at: u32,
}

impl Node for CallMethodMany {
    fn eval(&self, vm: &Vm, fp: Fp) -> Value {
        let receiver = tri!(self.object.eval(vm, fp));
        let found = find(vm, fp, self.attr_at, &receiver, &self.name, &self.cache);
        if let Found::Failed = found {
            return Value::Err;
        }
        if let Found::Function(function) = &found
            && !self.names.is_empty()
        {
            let site = Site { args: &self.args, names: &self.names, plan: &self.plan };
            let called =
                call_in_place(vm, fp, self.at, function, &First::Receiver(&receiver), &site);
            if let Some(result) = called {
                return result;
            }
        }
        let out = Outgoing::begin(vm);
        out.set_receiver(receiver);
        if !lay_out(vm, fp, &out, &self.args) {
            out.finish(vm);
            return Value::Err;
        }
        let count = self.args.len() as u32;
        if self.names.is_empty() {
            return finish(vm, fp, self.at, found, out, count, &self.cache);
        }
        fp.head().position.set(self.at);
        let names = &*self.names;
        match found {
            Found::Function(function) => {
                call_planned(vm, fp, self.at, &function, out, names, &self.plan, true)
            }
            Found::Native(native) => {
                let args = Args { values: out.arguments(vm), names };
                let result = native::call(vm, native, Some(out.receiver()), &Value::Err, args);
                out.finish(vm);
                settle(vm, fp, self.at, result)
            }
            Found::Other(callee) => {
                let result = protocol::call(vm, &callee, Args { values: out.arguments(vm), names });
                out.finish(vm);
                settle(vm, fp, self.at, result)
            }
            Found::Failed => Value::Err,
        }
    }
}

/// The node for a method call with plain positional arguments.
pub fn call(
    object: Shape,
    name: Ref<Str>,
    args: Vec<Shape>,
    at: u32,
    attr_at: u32,
) -> Box<dyn Node> {
    let object = match object {
        Shape::Global(global) if args.len() <= 4 => {
            return super::global_attr::call(global, name, args, at, attr_at);
        }
        object => object,
    };
    let cache = MethodCache::new();
    if name.bytes() == b"append" && args.len() == 1 {
        let args = [args.into_iter().next().expect("there is one")];
        return crate::with_operand!(object, |object| Box::new(Append(CallMethod::<1, _> {
            object,
            name,
            args,
            cache,
            at,
            attr_at
        })));
    }
    macro_rules! sized {
        ($($n:literal)*) => {
            match args.len() {
                $($n => match <[Shape; $n]>::try_from(args) {
                    Ok(args) => match object {
                        Shape::Local(slot, local_at) => {
                            let object = super::operand::Local(slot, local_at);
                            Box::new(CallMethod::<$n, _> { object, name, args, cache, at, attr_at })
                        }
                        other => {
                            let object = Sub(other.into_node());
                            Box::new(CallMethod::<$n, _> { object, name, args, cache, at, attr_at })
                        }
                    },
                    Err(args) => many(object, name, args, cache, at, attr_at),
                },)*
                _ => many(object, name, args, cache, at, attr_at),
            }
        };
    }
    sized!(0 1 2 3 4)
}

fn many(
    object: Shape,
    name: Ref<Str>,
    args: Vec<Shape>,
    cache: MethodCache,
    at: u32,
    attr_at: u32,
) -> Box<dyn Node> {
    Box::new(CallMethodMany {
        object: object.into_node(),
        name,
        args: args.into(),
        names: Box::default(),
        plan: bind::Plan::default(),
        cache,
        at,
        attr_at,
    })
}
