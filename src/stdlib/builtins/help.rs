//! `help(object)`: what an object says about itself. A class tells its methods as well, a module its classes
//! and functions, each with its signature and the first line of its docstring.
//!
//! Whoever has a pager sets it; without one the text is printed.
//!
//! Reference: Library Reference, `help()`.

use std::cell::Cell;

use crate::err;
use crate::object::{Args, Dict, Name, Raises, Ref, Str, Type, Value, Vm};
use crate::protocol;
use crate::types::module::Module;
use crate::types::property::Property;

use super::signature::{doc, signature};

/// Shows a text a screen at a time; false where it is to be printed.
pub type Pager = fn(&Vm, &str) -> Raises<bool>;

#[derive(Default)]
pub struct HelpPager(pub Cell<Option<Pager>>);

pub fn help(vm: &Vm, _: &Value, args: Args) -> Raises<Value> {
    if args.is_empty() {
        return Err(err!(
            NotImplementedError,
            "interactive help is not supported; help(object) shows an object's documentation"
        ));
    }
    let (object,): (Value,) = crate::bind!(vm, args, "__call__(object, /)")?;
    let text = text(vm, &object)?;
    let sys = super::super::sys_dict(vm);
    let own = sys.get_str(vm.name(Name::WordStdout)).zip(sys.get_str(&vm.intern("__stdout__")));
    if own.is_some_and(|(stdout, own)| stdout.is(&own))
        && let Some(pager) = vm.state::<HelpPager>().0.get()
        && pager(vm, &text)?
    {
        return Ok(Value::None);
    }
    super::site::print(vm, &text)
}

fn name_of(vm: &Vm, object: &Value) -> Raises<Option<String>> {
    let found = protocol::getattr_opt(vm, object, &vm.intern("__name__"))?;
    Ok(found.and_then(|it| Some(it.downcast::<Str>()?.to_string_lossy().into_owned())))
}

/// All there is to say about an object.
fn text(vm: &Vm, object: &Value) -> Raises<String> {
    let described = match object {
        Value::Type(_) | Value::Func(_) | Value::Native(_) => object.clone(),
        other if name_of(vm, other)?.is_some() => other.clone(),
        other => Value::Type(vm.type_of(other).clone()),
    };
    let name = name_of(vm, &described)?.unwrap_or_else(|| "object".to_owned());
    let module = described.downcast::<Module>();
    let kind = match &described {
        Value::Type(_) => "class ",
        Value::Func(_) => "function ",
        Value::Native(_) => "built-in function ",
        _ if module.is_some() => "module ",
        _ => "",
    };
    let mut out = format!("Help on {kind}{name}:\n\n");
    out.push_str(&format!("{name}{}\n", signature(vm, &described).unwrap_or_default()));
    match doc(vm, &described) {
        Some(doc) => indented(&mut out, &doc),
        None => out.push_str("    There is no documentation.\n"),
    }
    if let Value::Type(class) = &described {
        members(vm, class, &mut out);
    }
    if let Some(module) = module {
        contents(vm, &name, &module.dict, &mut out);
    }
    Ok(out)
}

fn indented(out: &mut String, text: &str) {
    for line in text.lines() {
        out.push_str(format!("    {line}").trim_end());
        out.push('\n');
    }
}

/// The names in a namespace that are for everybody, in their order.
fn public(dict: &Dict) -> Vec<(String, Value)> {
    let mut names: Vec<(String, Value)> = Vec::new();
    for (key, value) in dict.items() {
        if let Value::Str(name) = key {
            names.push((name.to_string_lossy().into_owned(), value));
        }
    }
    names.retain(|it| !it.0.starts_with('_'));
    names
}

fn entry(vm: &Vm, out: &mut String, name: &str, value: &Value) {
    out.push_str(&format!("    {name}{}\n", signature(vm, value).unwrap_or_default()));
    if let Some(doc) = doc(vm, value) {
        out.push_str(&format!("        {}\n", doc.lines().next().unwrap_or("")));
    }
}

/// What a class has, by the class that it has it from.
fn members(vm: &Vm, class: &Ref<Type>, out: &mut String) {
    let mut seen: Vec<String> = Vec::new();
    for base in class.mro.borrow().iter() {
        let mut found = public(base.namespace(vm));
        found.retain(|it| !seen.contains(&it.0));
        seen.extend(found.iter().map(|it| it.0.clone()));
        found.sort_by(|a, b| a.0.cmp(&b.0));
        let from = if base.is(class) { "" } else { &format!(", from {}", base.name()) };
        let is_method = |it: &Value| signature(vm, it).is_some() && !matches!(it, Value::Type(_));
        let (methods, others): (Vec<_>, Vec<_>) =
            found.into_iter().partition(|it| is_method(&it.1));
        if !methods.is_empty() {
            out.push_str(&format!("\nMethods{from}:\n"));
            methods.iter().for_each(|it| entry(vm, out, &it.0, &it.1));
        }
        let properties: Vec<_> =
            others.iter().filter(|it| it.1.downcast::<Property>().is_some()).collect();
        if !properties.is_empty() {
            out.push_str(&format!("\nProperties{from}:\n"));
            properties.iter().for_each(|it| entry(vm, out, &it.0, &it.1));
        }
    }
}

/// What a module has of its own.
fn contents(vm: &Vm, module: &str, dict: &Dict, out: &mut String) {
    let own = |value: &Value| match value {
        Value::Func(it) => {
            it.module.get().downcast::<Str>().is_some_and(|it| it.bytes() == module.as_bytes())
        }
        Value::Native(_) => true,
        Value::Type(class) => match class.spec {
            Some(_) => true,
            None => {
                let named = class.namespace(vm).get_str(vm.name(Name::Module));
                named
                    .and_then(|it| it.downcast::<Str>().cloned())
                    .is_some_and(|it| it.bytes() == module.as_bytes())
            }
        },
        _ => false,
    };
    let mut found = public(dict);
    found.retain(|it| own(&it.1));
    found.sort_by(|a, b| a.0.cmp(&b.0));
    let (classes, functions): (Vec<_>, Vec<_>) =
        found.into_iter().partition(|it| matches!(it.1, Value::Type(_)));
    for (title, them) in [("Classes", classes), ("Functions", functions)] {
        if !them.is_empty() {
            out.push_str(&format!("\n{title}:\n"));
            them.iter().for_each(|it| entry(vm, out, &it.0, &it.1));
        }
    }
}
