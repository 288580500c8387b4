//! Binding arguments to the parameters of a Python function, in CPython's words.
//!
//! Reference: Language Reference, "Calls".

use std::cell::{Cell, RefCell};

use crate::err;
use crate::object::{
    Args, Body, Code, Dict, Function, Name, Outgoing, Raised, Raises, Ref, Str, Value, Vm, co,
};
use crate::protocol;

/// Pushes one value a parameter onto `out`, in the order of the function's slots.
pub fn bind(
    vm: &Vm,
    function: &Ref<Function>,
    code: &Ref<Code>,
    args: Args,
    out: &Outgoing,
) -> Raises<()> {
    let facts = &code.facts;
    let positional = facts.argcount as usize;
    let named = positional + facts.kwonlyargcount as usize;
    let has_varargs = code.has(co::VARARGS);
    let has_keywords = code.has(co::VARKEYWORDS);
    let given = args.positionals();
    if !vm.has_room(named + 2) {
        return Err(vm.recursion_error(""));
    }
    let mut values = vec![Value::Err; named];
    for (slot, value) in values.iter_mut().take(positional).zip(given) {
        *slot = value.clone();
    }
    let rest: Option<Vec<Value>> = if has_varargs {
        Some(given.get(positional..).map(<[Value]>::to_vec).unwrap_or_default())
    } else {
        None
    };
    let mut keywords: Option<Ref<Dict>> = has_keywords.then(|| vm.dict());
    for (name, value) in args.keywords() {
        let found = facts.varnames[..named].iter().position(|it| it.is(name) || **it == **name);
        match found {
            Some(i) if i >= facts.posonlyargcount as usize => {
                if !values[i].is_err() {
                    return Err(err!(
                        TypeError,
                        "{}() got multiple values for argument '{}'",
                        qualname(function),
                        name.to_string_lossy()
                    ));
                }
                values[i] = value.clone();
            }
            _ => match &mut keywords {
                Some(dict) => dict.set_str(vm, name, value.clone()),
                None => return Err(unexpected(vm, function, code, name, args)),
            },
        }
    }
    if given.len() > positional && !has_varargs {
        return Err(too_many(function, code, given.len(), &values));
    }
    let defaults = function.defaults.borrow().clone();
    if given.len() < positional {
        let have = defaults.as_ref().map_or(0, |it| it.len());
        let required = positional - have.min(positional);
        let missing: Vec<usize> = (0..required).filter(|&i| values[i].is_err()).collect();
        if !missing.is_empty() {
            return Err(missing_error(function, code, &missing, "positional"));
        }
        if let Some(defaults) = defaults {
            let given = &defaults.items()[have - (positional - required)..];
            for (slot, default) in values[required..positional].iter_mut().zip(given) {
                if slot.is_err() {
                    *slot = default.clone();
                }
            }
        }
    }
    if facts.kwonlyargcount > 0 {
        let kwdefaults = function.kwdefaults.borrow().clone();
        let mut missing = Vec::new();
        for (i, slot) in values.iter_mut().enumerate().skip(positional) {
            if slot.is_err() {
                match kwdefaults.as_ref().and_then(|it| it.get_str(&facts.varnames[i])) {
                    Some(value) => *slot = value,
                    None => missing.push(i),
                }
            }
        }
        if !missing.is_empty() {
            return Err(missing_error(function, code, &missing, "keyword-only"));
        }
    }
    for value in values {
        out.push(vm, value);
    }
    if let Some(rest) = rest {
        out.push(vm, vm.tuple(rest));
    }
    if let Some(keywords) = keywords {
        out.push(vm, Value::Dict(keywords));
    }
    Ok(())
}

fn qualname(function: &Function) -> String {
    function.qualname.borrow().to_string_lossy().into_owned()
}

#[cold]
fn unexpected(vm: &Vm, function: &Function, code: &Code, name: &Ref<Str>, args: Args) -> Raised {
    let facts = &code.facts;
    let only: Vec<String> = facts.varnames[..facts.posonlyargcount as usize]
        .iter()
        .filter(|it| args.names.iter().any(|given| **given == ***it))
        .map(|it| it.to_string_lossy().into_owned())
        .collect();
    if !only.is_empty() {
        return err!(
            TypeError,
            "{}() got some positional-only arguments passed as keyword arguments: '{}'",
            qualname(function),
            only.join(", ")
        );
    }
    let named = (facts.argcount + facts.kwonlyargcount) as usize;
    let names: Vec<String> = facts.varnames[facts.posonlyargcount as usize..named]
        .iter()
        .map(|it| it.to_string_lossy().into_owned())
        .collect();
    let wrong = name.to_string_lossy();
    let hint = match crate::algo::suggest::closest(&wrong, &names) {
        Some(close) => format!(". Did you mean '{close}'?"),
        None => String::new(),
    };
    let _ = vm;
    err!(TypeError, "{}() got an unexpected keyword argument '{wrong}'{hint}", qualname(function))
}

#[cold]
fn missing_error(function: &Function, code: &Code, missing: &[usize], kind: &str) -> Raised {
    let names: Vec<String> = missing
        .iter()
        .map(|&i| format!("'{}'", code.facts.varnames[i].to_string_lossy()))
        .collect();
    let list = match names.as_slice() {
        [one] => one.clone(),
        [a, b] => format!("{a} and {b}"),
        [first @ .., last] => format!("{}, and {last}", first.join(", ")),
        [] => String::new(),
    };
    let s = if names.len() == 1 { "" } else { "s" };
    err!(
        TypeError,
        "{}() missing {} required {kind} argument{s}: {list}",
        qualname(function),
        names.len()
    )
}

#[cold]
fn too_many(function: &Function, code: &Code, given: usize, values: &[Value]) -> Raised {
    let facts = &code.facts;
    let positional = facts.argcount as usize;
    let defaults = function.defaults.borrow().as_ref().map_or(0, |it| it.len());
    let keyword_only = values[positional..].iter().filter(|it| !it.is_err()).count();
    let plural = |n: usize| if n == 1 { "" } else { "s" };
    let takes = if defaults > 0 {
        format!("from {} to {positional}", positional - defaults.min(positional))
    } else {
        positional.to_string()
    };
    let argument = if defaults > 0 { "s" } else { plural(positional) };
    let also = if keyword_only > 0 {
        format!(
            " positional argument{} (and {keyword_only} keyword-only argument{})",
            plural(given),
            plural(keyword_only)
        )
    } else {
        String::new()
    };
    let was = if given == 1 && keyword_only == 0 { "was" } else { "were" };
    err!(
        TypeError,
        "{}() takes {takes} positional argument{argument} but {given}{also} {was} given",
        qualname(function)
    )
}

/// How errors name the callee of a call with `*` or `**`.
pub fn describe(vm: &Vm, callee: &Value) -> Raises<String> {
    let name = match protocol::getattr_opt(vm, callee, vm.name(Name::Qualname))? {
        Some(Value::Str(name)) => name,
        _ => return Ok(protocol::str(vm, callee)?.to_string_lossy().into_owned()),
    };
    let module = protocol::getattr_opt(vm, callee, vm.name(Name::Module))?;
    Ok(match module {
        Some(Value::Str(module)) if module.bytes() != b"builtins" => {
            format!("{}.{}()", module.to_string_lossy(), name.to_string_lossy())
        }
        _ => format!("{}()", name.to_string_lossy()),
    })
}

#[cold]
pub fn repeated_keyword(vm: &Vm, callee: &Value, name: &Str) -> Raised {
    match describe(vm, callee) {
        Ok(function) => {
            err!(
                TypeError,
                "{function} got multiple values for keyword argument '{}'",
                name.to_string_lossy()
            )
        }
        Err(raised) => raised,
    }
}

/// What a call site with keywords has learnt about its callee: from which argument each slot comes.
#[derive(Default)]
pub struct Plan {
    body: Cell<usize>,
    positional: Cell<usize>,
    /// Argument number of each parameter, or [`DEFAULT`].
    sources: RefCell<Vec<u32>>,
    /// The callee cannot be called by a plan.
    refused: Cell<bool>,
}

const DEFAULT: u32 = u32::MAX;

impl Plan {
    /// Whether the plan is good for this call; it is made on the first one.
    pub fn fits(
        &self,
        function: &Function,
        body: &Body,
        positional: usize,
        names: &[Ref<Str>],
    ) -> bool {
        if self.body.get() != std::ptr::from_ref(body) as usize
            || self.positional.get() != positional
        {
            self.learn(function, body, positional, names);
        }
        !self.refused.get()
    }

    #[inline(never)]
    fn learn(&self, function: &Function, body: &Body, positional: usize, names: &[Ref<Str>]) {
        self.body.set(std::ptr::from_ref(body) as usize);
        self.positional.set(positional);
        self.refused.set(true);
        let code = function.code();
        let facts = &code.facts;
        let params = body.params as usize;
        if positional > params {
            return;
        }
        let mut sources = vec![DEFAULT; params];
        for (i, source) in sources.iter_mut().enumerate().take(positional) {
            *source = i as u32;
        }
        for (k, name) in names.iter().enumerate() {
            let Some(i) = facts.varnames[..params].iter().position(|it| it.is(name)) else {
                return;
            };
            if i < facts.posonlyargcount as usize || sources[i] != DEFAULT {
                return;
            }
            sources[i] = (positional + k) as u32;
        }
        *self.sources.borrow_mut() = sources;
        self.refused.set(false);
    }

    /// Pushes the arguments in the callee's order; false if a default is missing.
    pub fn lay_out(
        &self,
        vm: &Vm,
        function: &Function,
        values: &[Value],
        _: usize,
        out: &Outgoing,
    ) -> bool {
        let sources = self.sources.borrow();
        let defaults = function.defaults.borrow();
        let have = defaults.as_ref().map_or(0, |it| it.len());
        let first_default = sources.len() - have.min(sources.len());
        for (i, &source) in sources.iter().enumerate() {
            if source != DEFAULT {
                out.push(vm, values[source as usize].clone());
                continue;
            }
            let Some(defaults) = defaults.as_ref().filter(|_| i >= first_default) else {
                return false;
            };
            out.push(vm, defaults.items()[i - first_default].clone());
        }
        true
    }
}
