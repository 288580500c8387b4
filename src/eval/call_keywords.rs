//! Calls with keywords: a site learns where its callee wants each argument.
//!
//! Reference: Language Reference, "Calls".

use crate::object::{
    Args, Fp, Function, Instance, Name, Node, Outgoing, Ref, Str, Type, Value, Vm,
};
use crate::types::class::user::init_returned;
use crate::types::object::has_plain_new;
use crate::{protocol, tri};

use super::bind;
use super::call::{call_bound, run_plain};
use super::fail::{raise, settle, trace};
use super::method::lay_out;
use super::operand::Shape;

/// `callee(a, k=b)`: plain positional and keyword arguments.
pub struct CallKeywords {
    pub callee: Box<dyn Node>,
    pub args: Box<[Shape]>,
    pub names: Box<[Ref<Str>]>,
    pub plan: bind::Plan,
    pub at: u32,
}

impl Node for CallKeywords {
    fn eval(&self, vm: &Vm, fp: Fp) -> Value {
        let callee = tri!(self.callee.eval(vm, fp));
        let site = Site { args: &self.args, names: &self.names, plan: &self.plan };
        let result = match &callee {
            Value::Func(function) => {
                call_in_place(vm, fp, self.at, function, &First::Nothing, &site)
            }
            Value::Type(class) if has_plain_new(class) => {
                match class.lookup(vm, vm.name(Name::Init)) {
                    Some(Value::Func(init)) => {
                        let first = First::Instance(class);
                        call_in_place(vm, fp, self.at, &init, &first, &site)
                    }
                    _ => None,
                }
            }
            _ => None,
        };
        match result {
            Some(result) => result,
            None => self.call(vm, fp, &callee),
        }
    }
}

impl CallKeywords {
    /// The call where nothing is known of the callee yet.
    #[inline(never)]
    fn call(&self, vm: &Vm, fp: Fp, callee: &Value) -> Value {
        let out = Outgoing::begin(vm);
        if !lay_out(vm, fp, &out, &self.args) {
            out.finish(vm);
            return Value::Err;
        }
        fp.head().position.set(self.at);
        if let Value::Func(function) = callee {
            return call_planned(vm, fp, self.at, function, out, &self.names, &self.plan, false);
        }
        if let Value::Type(class) = callee
            && has_plain_new(class)
            && let Some(Value::Func(init)) = class.lookup(vm, vm.name(Name::Init))
        {
            let made = Value::Inst(Ref::<Instance>::new(vm, class));
            out.set_receiver(made.clone());
            let result =
                tri!(call_planned(vm, fp, self.at, &init, out, &self.names, &self.plan, true));
            if !result.is_none() {
                return raise(vm, fp, self.at, init_returned(vm, &result));
            }
            return made;
        }
        let args = Args { values: out.arguments(vm), names: &self.names };
        let result = protocol::call(vm, callee, args);
        out.finish(vm);
        settle(vm, fp, self.at, result)
    }
}

/// The arguments of a call with keywords, and what is known of where they go.
pub struct Site<'a> {
    pub args: &'a [Shape],
    pub names: &'a [Ref<Str>],
    pub plan: &'a bind::Plan,
}

/// What goes in front of a call's arguments.
pub enum First<'a> {
    Nothing,
    Receiver(&'a Value),
    /// A new instance of the class, which the callee initialises: the call gives that.
    Instance(&'a Ref<Type>),
}

/// Calls a function, its arguments evaluated straight into its slots, where the site has learnt how. `None`,
/// with nothing evaluated, if not.
#[inline]
pub fn call_in_place(
    vm: &Vm,
    fp: Fp,
    at: u32,
    function: &Ref<Function>,
    first: &First,
    site: &Site,
) -> Option<Value> {
    let body = function.ready_body()?;
    let leading = usize::from(!matches!(first, First::Nothing));
    let positional = leading + site.args.len() - site.names.len();
    let (params, places) = site.plan.places(body, positional)?;
    if !vm.has_room(params) {
        return None;
    }
    let epoch = vm.epoch.get();
    let out = Outgoing::begin(vm);
    for i in 0..params {
        out.place(vm, i, Value::Err);
    }
    for (arg, &place) in site.args.iter().zip(&places[leading..]) {
        let value = arg.eval(vm, fp);
        if value.is_err() {
            out.finish(vm);
            return Some(Value::Err);
        }
        out.fill(usize::from(place), value);
    }
    fp.head().position.set(at);
    let same = function.ready_body().is_some_and(|it| std::ptr::eq(it, body));
    let made = match first {
        First::Nothing => None,
        First::Receiver(receiver) => {
            out.fill(usize::from(places[0]), (*receiver).clone());
            None
        }
        First::Instance(class) => {
            if vm.epoch.get() != epoch || !same {
                return Some(call_again(
                    vm,
                    fp,
                    at,
                    &Value::Type((*class).clone()),
                    out,
                    &places[1..],
                    site,
                ));
            }
            let made = Ref::<Instance>::new(vm, class);
            out.fill(usize::from(places[0]), Value::Inst(made.clone()));
            Some(made)
        }
    };
    let result = if same && site.plan.fill_defaults(function, params, &out) {
        run_plain(vm, function, body, out.frame(), params as u32, false)
    } else {
        return Some(call_incomplete(
            vm,
            fp,
            at,
            function,
            out,
            &places[..leading + site.args.len()],
            site,
        ));
    };
    if result.is_err() {
        return Some(trace(vm, fp, at));
    }
    let Some(made) = made else { return Some(result) };
    if !result.is_none() {
        return Some(raise(vm, fp, at, init_returned(vm, &result)));
    }
    if let First::Instance(class) = first {
        class.learn_slots(&made);
    }
    Some(Value::Inst(made))
}

/// The arguments laid out by a plan, in the order of the call.
fn in_order(out: &Outgoing, places: &[u8]) -> Vec<Value> {
    places.iter().map(|&place| out.argument(usize::from(place)).clone()).collect()
}

/// What the arguments did has changed the class: the call as if it began now.
#[cold]
#[inline(never)]
fn call_again(
    vm: &Vm,
    fp: Fp,
    at: u32,
    callee: &Value,
    out: Outgoing,
    places: &[u8],
    site: &Site,
) -> Value {
    let values = in_order(&out, &places[..site.args.len()]);
    out.finish(vm);
    let result = protocol::call(vm, callee, Args { values: &values, names: site.names });
    settle(vm, fp, at, result)
}

/// An argument is missing, or the function's code was replaced meanwhile.
#[cold]
#[inline(never)]
fn call_incomplete(
    vm: &Vm,
    fp: Fp,
    at: u32,
    function: &Ref<Function>,
    out: Outgoing,
    places: &[u8],
    site: &Site,
) -> Value {
    let values = in_order(&out, places);
    out.finish(vm);
    let body = match function.body(vm) {
        Ok(body) => body,
        Err(raised) => return raise(vm, fp, at, raised),
    };
    let result = call_bound(vm, function, body, Args { values: &values, names: site.names });
    if result.is_err() { trace(vm, fp, at) } else { result }
}

/// Calls a function with keywords whose places the call site may have learnt.
#[allow(clippy::too_many_arguments)]
pub fn call_planned(
    vm: &Vm,
    fp: Fp,
    at: u32,
    function: &Ref<Function>,
    out: Outgoing,
    names: &[Ref<Str>],
    plan: &bind::Plan,
    receiver: bool,
) -> Value {
    let body = match function.body(vm) {
        Ok(body) => body,
        Err(raised) => {
            out.finish(vm);
            return raise(vm, fp, at, raised);
        }
    };
    let values = if receiver { out.with_receiver(vm) } else { out.arguments(vm) };
    let positional = values.len() - names.len();
    if plan.fits(function, body, positional, names) {
        let next = Outgoing::begin(vm);
        if let Some(count) = plan.lay_out(vm, function, values, &next) {
            let result = run_plain(vm, function, body, next.frame(), count, false);
            out.finish(vm);
            return if result.is_err() { trace(vm, fp, at) } else { result };
        }
        next.finish(vm);
    }
    let result = call_bound(vm, function, body, Args { values, names });
    out.finish(vm);
    if result.is_err() { trace(vm, fp, at) } else { result }
}
