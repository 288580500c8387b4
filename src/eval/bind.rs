//! Binding arguments to the parameters of a Python function, in CPython's words.
//!
//! Reference: Language Reference, "Calls".

use std::cell::{Cell, RefCell};

use crate::err;
use crate::object::{
    Args, Body, BodyKind, Code, Dict, Function, Name, Outgoing, Raised, Raises, Ref, Str, Value,
    Vm, co,
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
    let direct = given.len().min(positional);
    for (i, value) in given[..direct].iter().enumerate() {
        out.place(vm, i, value.clone());
    }
    for i in direct..named {
        out.place(vm, i, Value::Err);
    }
    let mut keywords: Option<Ref<Dict>> = has_keywords.then(|| vm.dict());
    for (name, value) in args.keywords() {
        let names = &facts.varnames[..named];
        let found = names.iter().position(|it| it.is(name)).or_else(|| {
            if name.is_interned() { None } else { names.iter().position(|it| **it == **name) }
        });
        match found {
            Some(i) if i >= facts.posonlyargcount as usize => {
                if !out.argument(i).is_err() {
                    return Err(err!(
                        TypeError,
                        "{}() got multiple values for argument '{}'",
                        qualname(function),
                        name.to_string_lossy()
                    ));
                }
                out.fill(i, value.clone());
            }
            _ => match &mut keywords {
                Some(dict) => dict.set_str(vm, name, value.clone()),
                None => return Err(unexpected(vm, function, code, name, args)),
            },
        }
    }
    if given.len() > positional && !has_varargs {
        return Err(too_many(function, code, given.len(), out.arguments(vm)));
    }
    if given.len() < positional {
        let defaults = function.defaults.get();
        let have = defaults.as_ref().map_or(0, |it| it.len());
        let required = positional - have.min(positional);
        if (given.len()..required).any(|i| out.argument(i).is_err()) {
            let missing: Vec<usize> = (0..required).filter(|&i| out.argument(i).is_err()).collect();
            return Err(missing_error(function, code, &missing, "positional"));
        }
        if let Some(defaults) = defaults {
            let first = positional as isize - have as isize;
            for i in required.max(given.len())..positional {
                if out.argument(i).is_err() {
                    out.fill(i, defaults.items()[(i as isize - first) as usize].clone());
                }
            }
        }
    }
    if facts.kwonlyargcount > 0 {
        let kwdefaults = function.kwdefaults();
        let mut missing = Vec::new();
        for i in positional..named {
            if out.argument(i).is_err() {
                match kwdefaults.as_ref().and_then(|it| it.get_str(&facts.varnames[i])) {
                    Some(value) => out.fill(i, value),
                    None => missing.push(i),
                }
            }
        }
        if !missing.is_empty() {
            return Err(missing_error(function, code, &missing, "keyword-only"));
        }
    }
    if has_varargs {
        let rest = given.get(positional..).unwrap_or_default().to_vec();
        out.push(vm, vm.tuple(rest));
    }
    if let Some(keywords) = keywords {
        out.push(vm, Value::Dict(keywords));
    }
    Ok(())
}

fn qualname(function: &Function) -> String {
    function.qualname().to_string_lossy().into_owned()
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
    let defaults = function.defaults.get().map_or(0, |it| it.len());
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
    /// Argument number of each parameter, keyword-only ones included, or [`DEFAULT`].
    sources: RefCell<Vec<u32>>,
    /// Where each argument goes, of calls with few: see [`Plan::places`].
    places: Cell<[u8; FEW]>,
    params: Cell<u8>,
    /// The callee cannot be called by a plan.
    refused: Cell<bool>,
}

const DEFAULT: u32 = u32::MAX;

/// So many arguments, and parameters, are few.
pub const FEW: usize = 8;

impl Plan {
    /// Whether the plan is good for this call; it is made on the first one.
    #[inline]
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
        if positional > facts.argcount as usize
            || body.kind != BodyKind::Function
            || function.namespace
            || code.has(co::VARARGS)
            || code.has(co::VARKEYWORDS)
        {
            return;
        }
        let params = (facts.argcount + facts.kwonlyargcount) as usize;
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
        let mut places = [0; FEW];
        let few = params <= FEW;
        if few {
            for (i, &source) in sources.iter().enumerate().filter(|it| *it.1 != DEFAULT) {
                places[source as usize] = i as u8;
            }
        }
        self.places.set(places);
        self.params.set(if few { params as u8 } else { 0 });
        *self.sources.borrow_mut() = sources;
        self.refused.set(false);
    }

    /// The number of parameters and the place of each argument, if the arguments can be put there one by one as
    /// they are evaluated.
    #[inline(always)]
    pub fn places(&self, body: &Body, positional: usize) -> Option<(usize, [u8; FEW])> {
        let known = self.body.get() == std::ptr::from_ref(body) as usize
            && self.positional.get() == positional
            && !self.refused.get()
            && self.params.get() > 0;
        known.then(|| (usize::from(self.params.get()), self.places.get()))
    }

    /// Fills in the defaults of the parameters that got no argument; false if one has none.
    #[inline]
    pub fn fill_defaults(&self, function: &Function, params: usize, out: &Outgoing) -> bool {
        (0..params).all(|i| {
            if !out.argument(i).is_err() {
                return true;
            }
            match default_of(function, i) {
                Some(value) => {
                    out.fill(i, value);
                    true
                }
                None => false,
            }
        })
    }

    /// Pushes the arguments in the callee's order and says how many; `None` if a default is missing.
    pub fn lay_out(
        &self,
        vm: &Vm,
        function: &Function,
        values: &[Value],
        out: &Outgoing,
    ) -> Option<u32> {
        let sources = self.sources.borrow();
        if !vm.has_room(sources.len()) {
            return None;
        }
        for (i, &source) in sources.iter().enumerate() {
            let value = match values.get(source as usize) {
                Some(value) => value.clone(),
                None => default_of(function, i)?,
            };
            out.place(vm, i, value);
        }
        Some(sources.len() as u32)
    }
}

/// The default of a parameter.
fn default_of(function: &Function, i: usize) -> Option<Value> {
    let code = function.code();
    let positional = code.facts.argcount as usize;
    if i < positional {
        let defaults = function.defaults.get()?;
        return defaults.items().get((i + defaults.len()).checked_sub(positional)?).cloned();
    }
    let name = &code.facts.varnames[i];
    let defaults = function.kwdefaults()?;
    // Where all keyword-only parameters have one, they come in order.
    if let Some((_, entry)) = defaults.next(i - positional)
        && matches!(&entry.key, Value::Str(key) if key.is(name))
    {
        return Some(entry.value.clone());
    }
    defaults.get_str(name)
}
