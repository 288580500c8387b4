//! `name(arguments…)` where the name is global or built in: `len(x)`, `str(n)`, `range(k)`, and functions.
//!
//! What a global name stands for is looked at where it lies. Built-in functions and classes get their
//! arguments from registers: no reference to the callee is taken, nothing goes over the value stack.

use std::cell::Cell;

use crate::object::{
    Args, Awaited, Fp, Native, Node, Outgoing, Raises, Ref, Temp, Type, Value, Vm, flags,
};
use crate::tri;
use crate::types::exception;

use super::call::{ClassCache, call_awaited, call_function, invoke, make_instance};
use super::fail::{settle, trace};
use super::method::{NO_PAD, lay_out, padding};
use super::names::LoadGlobal;
use super::operand::Shape;

/// What stands before the parentheses, where that can be looked at in place.
pub trait Callee: 'static {
    /// What is called, where it lies: good until other code runs. `None`: not known, or not called like this.
    fn peek(&self, vm: &Vm) -> Option<&Value>;

    /// Calls whatever it is.
    fn call_any<const N: usize>(&self, vm: &Vm, fp: Fp, args: &[Shape; N], at: u32) -> Value;
}

/// A global or built-in name.
pub struct NameCallee {
    global: LoadGlobal,
    cache: ClassCache,
}

impl Callee for NameCallee {
    #[inline(always)]
    fn peek(&self, _: &Vm) -> Option<&Value> {
        self.global.peek()
    }

    #[inline(never)]
    fn call_any<const N: usize>(&self, vm: &Vm, fp: Fp, args: &[Shape; N], at: u32) -> Value {
        let callee = tri!(self.global.get(vm, fp));
        let out = Outgoing::begin(vm);
        if !lay_out(vm, fp, &out, args) {
            out.finish(vm);
            return Value::Err;
        }
        invoke(vm, fp, at, &callee, out, N as u32, &self.cache)
    }
}

pub struct CallGlobal<const N: usize, C> {
    callee: C,
    pub args: [Shape; N],
    pub cache: ClassCache,
    /// A native, and what [`padding`] says of it.
    native: Cell<*const Native>,
    pad: Cell<u8>,
    pub at: u32,
}

impl<const N: usize, C: Callee> Node for CallGlobal<N, C> {
    fn eval(&self, vm: &Vm, fp: Fp) -> Value {
        match self.callee.peek(vm) {
            Some(Value::Func(function)) => {
                let function = function.clone();
                let out = Outgoing::begin(vm);
                if !lay_out(vm, fp, &out, &self.args) {
                    out.finish(vm);
                    return Value::Err;
                }
                fp.head().position.set(self.at);
                let result = call_function(vm, &function, out, N as u32, false);
                if result.is_err() {
                    return trace(vm, fp, self.at);
                }
                return result;
            }
            Some(Value::Native(function)) if !function.bound => {
                let native = function.native;
                if N == 1
                    && let Some(quick) = native.quick
                {
                    return self.call_quick(vm, fp, native, quick);
                }
                if N == 2
                    && let Some(pair) = native.pair
                {
                    return self.call_pair(vm, fp, native, pair);
                }
                let pad = self.padding(native);
                if pad != NO_PAD && !native.signature.receiver {
                    return self.call_native(vm, fp, native, pad);
                }
                if let Some(few) = native.few {
                    return self.call_few(vm, fp, native, few);
                }
            }
            Some(Value::Type(class)) => {
                if N == 1
                    && !class.has(flags::HEAP)
                    && let Some(quick) = class.spec.and_then(|it| it.quick)
                {
                    return self.call_quick_class(vm, fp, class, quick);
                }
                let class = class.clone();
                if class.has(flags::HEAP) {
                    return self.make_instance(vm, fp, &class);
                }
                return self.call_class(vm, fp, &class);
            }
            _ => {}
        }
        self.callee.call_any(vm, fp, &self.args, self.at)
    }

    fn eval_awaited(&self, vm: &Vm, fp: Fp, at: u32) -> Awaited {
        let Some(Value::Func(function)) = self.callee.peek(vm) else {
            return Awaited::Object(self.eval(vm, fp));
        };
        let function = function.clone();
        let out = Outgoing::begin(vm);
        if !lay_out(vm, fp, &out, &self.args) {
            out.finish(vm);
            return Awaited::Object(Value::Err);
        }
        fp.head().position.set(self.at);
        call_awaited(vm, &function, out, N as u32, false, (fp, at))
    }
}

impl<const N: usize, C: Callee> CallGlobal<N, C> {
    /// [`padding`], looked up once.
    #[inline(always)]
    fn padding(&self, native: &'static Native) -> u8 {
        if self.native.get() == std::ptr::from_ref(native) {
            return self.pad.get();
        }
        let pad = padding(native, N);
        self.native.set(native);
        self.pad.set(pad);
        pad
    }

    /// Calls a native of one argument that looks at it first.
    #[inline(always)]
    fn call_quick(
        &self,
        vm: &Vm,
        fp: Fp,
        native: &'static Native,
        quick: fn(&Vm, &Value) -> Value,
    ) -> Value {
        // A local variable is looked at where it is: nothing can set it meanwhile.
        if let Shape::Local(slot, _) = &self.args[0] {
            let result = quick(vm, fp.peek(*slot));
            if !result.is_err() {
                return result;
            }
        }
        let value = Temp::new(tri!(self.args[0].eval(vm, fp)));
        let result = quick(vm, &value);
        if !result.is_err() {
            return result;
        }
        fp.head().position.set(self.at);
        let result = (native.body)(vm, &[value.into_value()]);
        settle(vm, fp, self.at, result)
    }

    /// Calls a class with one argument that it looks at first.
    #[inline(always)]
    fn call_quick_class(
        &self,
        vm: &Vm,
        fp: Fp,
        class: &Ref<Type>,
        quick: fn(&Vm, &Value) -> Value,
    ) -> Value {
        if let Shape::Local(slot, _) = &self.args[0] {
            let result = quick(vm, fp.peek(*slot));
            if !result.is_err() {
                return result;
            }
        }
        // Evaluating the argument may let the class's name stand for something else.
        let class = class.clone();
        let value = Temp::new(tri!(self.args[0].eval(vm, fp)));
        let result = quick(vm, &value);
        if !result.is_err() {
            return result;
        }
        fp.head().position.set(self.at);
        let args = std::slice::from_ref(&*value);
        let result = crate::types::class::call_builtin(vm, &class, Args::positional(args));
        settle(vm, fp, self.at, result)
    }

    /// Calls a native of two arguments that looks at them first.
    #[inline(never)]
    fn call_pair(
        &self,
        vm: &Vm,
        fp: Fp,
        native: &'static Native,
        pair: fn(&Vm, &Value, &Value) -> Value,
    ) -> Value {
        let first = Temp::new(tri!(self.args[0].eval(vm, fp)));
        let second = Temp::new(tri!(self.args[1].eval(vm, fp)));
        let result = pair(vm, &first, &second);
        if !result.is_err() {
            return result;
        }
        fp.head().position.set(self.at);
        let result = (native.body)(vm, &[first.into_value(), second.into_value()]);
        settle(vm, fp, self.at, result)
    }

    #[inline(always)]
    fn call_native(&self, vm: &Vm, fp: Fp, native: &'static Native, pad: u8) -> Value {
        let args = &self.args;
        let a = if N > 0 { tri!(args[0].eval(vm, fp)) } else { Value::Err };
        let b = if N > 1 { tri!(args[1].eval(vm, fp)) } else { Value::Err };
        let c = if N > 2 { tri!(args[2].eval(vm, fp)) } else { Value::Err };
        let d = if N > 3 { tri!(args[3].eval(vm, fp)) } else { Value::Err };
        fp.head().position.set(self.at);
        const NONE: Value = Value::Err;
        let body = native.body;
        let result = match (N, pad) {
            (0, 0) => body(vm, &[]),
            (0, 1) => body(vm, &[NONE]),
            (0, _) => body(vm, &[NONE, NONE]),
            (1, 0) => body(vm, &[a]),
            (1, 1) => body(vm, &[a, NONE]),
            (1, _) => body(vm, &[a, NONE, NONE]),
            (2, 0) => body(vm, &[a, b]),
            (2, 1) => body(vm, &[a, b, NONE]),
            (2, _) => body(vm, &[a, b, NONE, NONE]),
            (3, 0) => body(vm, &[a, b, c]),
            (3, 1) => body(vm, &[a, b, c, NONE]),
            (3, _) => body(vm, &[a, b, c, NONE, NONE]),
            (_, 0) => body(vm, &[a, b, c, d]),
            (_, 1) => body(vm, &[a, b, c, d, NONE]),
            (_, _) => body(vm, &[a, b, c, d, NONE, NONE]),
        };
        settle(vm, fp, self.at, result)
    }

    #[inline(never)]
    fn call_few(
        &self,
        vm: &Vm,
        fp: Fp,
        native: &'static Native,
        few: fn(&Vm, Args) -> Option<Raises<Value>>,
    ) -> Value {
        let mut values = [const { Value::Err }; N];
        for (value, arg) in values.iter_mut().zip(&self.args) {
            *value = tri!(arg.eval(vm, fp));
        }
        fp.head().position.set(self.at);
        let args = Args::positional(&values);
        let result = few(vm, args)
            .unwrap_or_else(|| crate::native::call(vm, native, None, &Value::Err, args));
        settle(vm, fp, self.at, result)
    }

    #[inline(always)]
    fn call_class(&self, vm: &Vm, fp: Fp, class: &Ref<Type>) -> Value {
        let args = &self.args;
        let a = if N > 0 { tri!(args[0].eval(vm, fp)) } else { Value::Err };
        let b = if N > 1 { tri!(args[1].eval(vm, fp)) } else { Value::Err };
        let c = if N > 2 { tri!(args[2].eval(vm, fp)) } else { Value::Err };
        let d = if N > 3 { tri!(args[3].eval(vm, fp)) } else { Value::Err };
        fp.head().position.set(self.at);
        let make = |values: &[Value]| {
            if class.has(flags::EXCEPTION)
                && let Some(made) = exception::hooks::plain(vm, class, values)
            {
                return Ok(made);
            }
            crate::types::class::call_builtin(vm, class, Args::positional(values))
        };
        let result = match N {
            0 => make(&[]),
            1 => make(&[a]),
            2 => make(&[a, b]),
            3 => make(&[a, b, c]),
            _ => make(&[a, b, c, d]),
        };
        settle(vm, fp, self.at, result)
    }

    #[inline(never)]
    fn make_instance(&self, vm: &Vm, fp: Fp, class: &Ref<Type>) -> Value {
        let out = Outgoing::begin(vm);
        if !lay_out(vm, fp, &out, &self.args) {
            out.finish(vm);
            return Value::Err;
        }
        fp.head().position.set(self.at);
        make_instance(vm, fp, self.at, class, out, N as u32, &self.cache)
    }
}

/// The node for a call of what a global name stands for.
pub fn call<const N: usize>(global: LoadGlobal, args: [Shape; N], at: u32) -> Box<dyn Node> {
    call_of(NameCallee { global, cache: ClassCache::default() }, args, at)
}

/// The node for such a call.
pub fn call_of<const N: usize, C: Callee>(callee: C, args: [Shape; N], at: u32) -> Box<dyn Node> {
    let (native, pad) = (Cell::new(std::ptr::null()), Cell::new(NO_PAD));
    Box::new(CallGlobal { callee, args, cache: ClassCache::default(), native, pad, at })
}
