//! Signatures and docstrings of objects, found without running anything of the program's but the `__repr__`
//! of defaults and annotations, where those are asked for.
//!
//! Reference: Library Reference, "inspect", `inspect.signature`, `inspect.getdoc`.

use crate::object::{Builtin, Function, Name, Ref, Str, Type, Value, Vm, co};
use crate::report;
use crate::types::descriptor::{ClassMethodDescriptor, MethodDescriptor};
use crate::types::method::{self, Method};
use crate::types::module::Module;
use crate::types::property::{self, Property};

/// How much of a signature is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Shows {
    All,
    /// No annotations, and defaults only if their `repr()` is short and runs no code of the program; else `...`.
    Briefly,
}

/// The parameters of something that can be called, as in `(a, /, b=1, *args)`; `None` where that is not known.
pub fn signature(vm: &Vm, value: &Value) -> Option<String> {
    of_called(vm, value, false, Shows::All)
}

/// The same; `bound`: without the receiver, which the call has from the object that the function was found in.
pub fn of_called(vm: &Vm, value: &Value, bound: bool, shows: Shows) -> Option<String> {
    match value {
        Value::Func(function) => Some(of_function(vm, function, bound, shows)),
        Value::Native(function) => of_native(function.native.signature.text, true),
        Value::Type(class) => of_class(vm, class, shows),
        other => {
            if let Some(method) = other.downcast::<Method>() {
                return of_called(vm, &method.function, true, shows);
            }
            if let Some(it) = other.downcast::<MethodDescriptor>() {
                return of_native(it.native.signature.text, bound);
            }
            if let Some(it) = other.downcast::<ClassMethodDescriptor>() {
                return of_native(it.native.signature.text, true);
            }
            let function = method::wrapped_function(other.heap()?)?;
            match &function {
                Value::Func(function) => Some(of_function(vm, function, false, shows)),
                _ => None,
            }
        }
    }
}

/// `bound`: without the receiver.
fn of_native(text: &str, bound: bool) -> Option<String> {
    if text.is_empty() {
        return None;
    }
    let Some(rest) = text.strip_prefix("($") else { return Some(text.to_owned()) };
    let (receiver, rest) = rest.split_once([',', ')'])?;
    let rest = rest.trim_start();
    let rest = rest.strip_prefix("/, ").or(rest.strip_prefix("/)").map(|_| ")")).unwrap_or(rest);
    let rest = if rest.is_empty() { ")" } else { rest };
    match (bound, rest) {
        (true, rest) => Some(format!("({rest}")),
        (false, ")") => Some(format!("({receiver}, /)")),
        (false, rest) if rest.contains("/") => Some(format!("({receiver}, {rest}")),
        (false, rest) => Some(format!("({receiver}, /, {rest}")),
    }
}

fn of_class(vm: &Vm, class: &Ref<Type>, shows: Shows) -> Option<String> {
    if let Some(spec) = class.spec {
        return spec.doc_and_signature().1.map(ToOwned::to_owned);
    }
    for name in [Name::Init, Name::New] {
        if let Some(Value::Func(function)) = class.lookup(vm, vm.name(name)) {
            return Some(of_function(vm, &function, true, shows));
        }
        if let Some(found) = class.lookup(vm, vm.name(name))
            && let Some(Value::Func(function)) = found.heap().and_then(method::wrapped_function)
        {
            return Some(of_function(vm, &function, true, shows));
        }
    }
    let plain = class.base.borrow().as_ref().is_some_and(|it| it.is(vm.class(Builtin::Object)));
    plain.then(|| "()".to_owned())
}

/// `bound`: without its first parameter.
fn of_function(vm: &Vm, function: &Ref<Function>, bound: bool, shows: Shows) -> String {
    let code = function.code();
    let facts = &code.facts;
    let (positional, keyword) = (facts.argcount as usize, facts.kwonlyargcount as usize);
    let only = facts.posonlyargcount as usize;
    let defaults = function.defaults.get();
    let defaults = defaults.as_ref().map_or(&[][..], |it| it.items());
    let kwdefaults = function.kwdefaults();
    let first_default = positional.saturating_sub(defaults.len());
    let annotations = match function.annotations() {
        Some(Value::Dict(dict)) if shows == Shows::All => Some(dict),
        _ => None,
    };
    let noted = |name: &Ref<Str>| -> Option<String> {
        annotations.as_ref()?.get_str(name).map(|it| annotation(vm, &it))
    };
    let parameter = |stars: &str, name: &Ref<Str>, default: Option<&Value>| {
        let text = format!("{stars}{}", name.to_string_lossy());
        let value = default.map(|it| match shows {
            Shows::All => brief(&report::safe_repr(vm, it, "default")),
            Shows::Briefly if is_plain(it) => report::safe_repr(vm, it, "default"),
            Shows::Briefly => "...".to_owned(),
        });
        match (noted(name), value) {
            (None, None) => text,
            (Some(noted), None) => format!("{text}: {noted}"),
            (None, Some(value)) => format!("{text}={value}"),
            (Some(noted), Some(value)) => format!("{text}: {noted} = {value}"),
        }
    };
    let mut parts = Vec::new();
    for (i, name) in facts.varnames.iter().take(positional).enumerate() {
        if i == only && i > 0 {
            parts.push("/".to_owned());
        }
        let default = i.checked_sub(first_default).and_then(|it| defaults.get(it));
        parts.push(parameter("", name, default));
    }
    if only > 0 && only == positional {
        parts.push("/".to_owned());
    }
    let mut next = positional + keyword;
    if code.has(co::VARARGS) {
        parts.extend(facts.varnames.get(next).map(|it| parameter("*", it, None)));
        next += 1;
    } else if keyword > 0 {
        parts.push("*".to_owned());
    }
    for name in facts.varnames.iter().skip(positional).take(keyword) {
        let default = kwdefaults.as_ref().and_then(|it| it.get_str(name));
        parts.push(parameter("", name, default.as_ref()));
    }
    if code.has(co::VARKEYWORDS) {
        parts.extend(facts.varnames.get(next).map(|it| parameter("**", it, None)));
    }
    if bound && positional > 0 {
        parts.remove(0);
        if parts.first().is_some_and(|it| it == "/") {
            parts.remove(0);
        }
    }
    let returns = noted(&vm.intern("return")).map_or(String::new(), |it| format!(" -> {it}"));
    format!("({}){returns}", parts.join(", "))
}

/// Whether the `repr()` of a value is short and runs no code of the program.
fn is_plain(value: &Value) -> bool {
    const LONGEST: usize = 24;
    match value {
        Value::None | Value::Bool(_) | Value::Int(_) | Value::Float(_) => true,
        Value::Str(text) => text.bytes().len() <= LONGEST,
        Value::Tuple(items) => items.items().is_empty(),
        _ => false,
    }
}

/// How an annotation is shown: a class by its name.
fn annotation(vm: &Vm, value: &Value) -> String {
    match value {
        Value::Type(class) => report::shown(&class.qualname_str(vm)),
        other => brief(&report::safe_repr(vm, other, "annotation")),
    }
}

/// A text that is not too long for a signature.
fn brief(text: &str) -> String {
    const MOST: usize = 60;
    match text.char_indices().nth(MOST) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}...", &text[..end]),
    }
}

/// The object's own docstring, without common indentation; `None` where there is none.
pub fn doc(vm: &Vm, value: &Value) -> Option<String> {
    let text = |value: Value| value.downcast::<Str>().map(|it| report::shown(it));
    let found = match value {
        Value::Func(function) => text(function.doc()),
        Value::Native(function) => Some(function.native.doc.to_owned()),
        Value::Type(class) => match class.spec {
            Some(spec) => Some(spec.doc_and_signature().0.to_owned()),
            None => class.namespace(vm).get_str(vm.name(Name::Doc)).and_then(text),
        },
        other => {
            if let Some(module) = other.downcast::<Module>() {
                module.dict.get_str(vm.name(Name::Doc)).and_then(text)
            } else if let Some(method) = other.downcast::<Method>() {
                return doc(vm, &method.function);
            } else if let Some(it) = other.downcast::<MethodDescriptor>() {
                Some(it.native.doc.to_owned())
            } else if let Some(it) = other.downcast::<ClassMethodDescriptor>() {
                Some(it.native.doc.to_owned())
            } else if let Some(it) = other.downcast::<Property>() {
                return doc(vm, &property::getter(it));
            } else if let Some(function) = other.heap().and_then(method::wrapped_function) {
                return doc(vm, &function);
            } else {
                None
            }
        }
    };
    found.map(|it| dedented(&it)).filter(|it| !it.is_empty())
}

/// A docstring without the indentation that all lines but the first share, and without blank lines around it.
fn dedented(text: &str) -> String {
    let text = text.replace('\t', "        ");
    let mut lines: Vec<&str> = text.lines().collect();
    let margin = lines.iter().skip(1).filter(|it| !it.trim().is_empty());
    let margin = margin.map(|it| it.len() - it.trim_start_matches(' ').len()).min().unwrap_or(0);
    for (i, line) in lines.iter_mut().enumerate() {
        *line = if i == 0 { line.trim_start() } else { line.get(margin..).unwrap_or("") };
        *line = line.trim_end();
    }
    lines.join("\n").trim_matches('\n').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn native_signatures() {
        let shown = |text, bound| of_native(text, bound).unwrap_or_default();
        assert_eq!(shown("($module, x, /)", true), "(x, /)");
        assert_eq!(shown("($self, index=-1, /)", false), "(self, index=-1, /)");
        assert_eq!(shown("($self, /)", true), "()");
        assert_eq!(shown("($self, /)", false), "(self, /)");
        assert_eq!(shown("($self, /, name)", false), "(self, /, name)");
        assert_eq!(shown("(iterable, /)", true), "(iterable, /)");
    }

    #[test]
    fn docstrings() {
        assert_eq!(
            dedented("First.\n\n    Second.\n      Third.\n    "),
            "First.\n\nSecond.\n  Third."
        );
        assert_eq!(dedented("\n    Only.\n"), "Only.");
        assert_eq!(dedented(""), "");
    }
}
