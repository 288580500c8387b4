//! `obj?` and `obj??`: what an object is, where it comes from, its signature and docstring; with its source.
//!
//! The object is found as completion finds it, which runs nothing of the program's; only where that does not
//! tell, and nothing is called in it, the expression is evaluated. `__repr__` is called to show the value.
//!
//! Reference: Library Reference, "inspect".

use crate::compile::{self, Input, Mode};
use crate::eval;
use crate::object::{Code, Name, Ref, Str, Value, Vm};
use crate::protocol;
use crate::report::{self, Sources};
use crate::stdlib::builtins::signature::{doc, signature};
use crate::types::descriptor::{ClassMethodDescriptor, MethodDescriptor};
use crate::types::method::{self, Method};
use crate::types::module::Module;
use crate::types::property::{self, Property};

use super::super::complete::resolve::{Known, Resolver};
use super::Comforts;
use super::timing::grouped;

/// Characters of a value that are shown.
const VALUE: usize = 300;

/// Whether a text is an expression; nothing is one, for the list of commands.
pub fn is_expression(vm: &Vm, text: &str) -> bool {
    text.is_empty() || compiled(vm, text).is_some()
}

fn compiled(vm: &Vm, text: &str) -> Option<Ref<Code>> {
    let name = vm.str("<inspected>");
    compile::compile(vm, Input::Text(text), &name, Mode::Eval, 0, true, -1).ok()
}

/// What there is to say about what an expression stands for.
pub fn describe(comforts: &Comforts, what: &str, with_source: bool) -> String {
    let vm = comforts.vm();
    let main = comforts.session.main();
    let known = Resolver { vm, main }.source(what);
    if let Some(Known::Value(value)) = &known {
        return of_value(vm, value, with_source);
    }
    if let Some(code) = compiled(vm, what)
        && !calls(what)
    {
        return match eval::run(vm, &code, main, None) {
            Ok(value) => of_value(vm, &value, with_source),
            Err(raised) => {
                let exception = vm.instance_of(raised);
                report::exception_lines(vm, &exception).concat().trim_end().to_owned()
            }
        };
    }
    match known {
        Some(Known::Of(class)) => {
            let about = of_value(vm, &Value::Type(class), with_source);
            format!("An object of this class; nothing was called to get it.\n\n{about}")
        }
        _ => format!("`{what}` calls something: give the result a name, and ask about that."),
    }
}

/// Whether something is called in an expression, or a variable set: it is not evaluated just to be looked at.
fn calls(text: &str) -> bool {
    let mut before = '(';
    let mut quoted: Option<char> = None;
    for it in text.chars() {
        match quoted {
            Some(quote) if it == quote => quoted = None,
            Some(_) => {}
            None if matches!(it, '"' | '\'') => quoted = Some(it),
            None if it == '(' && (before.is_alphanumeric() || "_)]}\"'".contains(before)) => {
                return true;
            }
            None => {}
        }
        if !it.is_whitespace() {
            before = it;
        }
    }
    let words = text.split(|it: char| !it.is_alphanumeric() && it != '_');
    text.contains(":=") || words.into_iter().any(|it| matches!(it, "await" | "yield"))
}

fn of_value(vm: &Vm, value: &Value, with_source: bool) -> String {
    let mut out = String::new();
    let mut row = |title: &str, text: &str| {
        let indented = text.trim_end().replace('\n', "\n           ");
        out.push_str(&format!("{:<11}{indented}\n", format!("{title}:")));
    };
    row("type", &class_name(vm, value));
    let called = matches!(value, Value::Func(_) | Value::Type(_) | Value::Native(_))
        || value.downcast::<Method>().is_some()
        || value.downcast::<MethodDescriptor>().is_some()
        || value.downcast::<ClassMethodDescriptor>().is_some();
    if let Some(signature) = signature(vm, value) {
        row("signature", &format!("{}{signature}", name(vm, value)));
    }
    if !called && value.downcast::<Module>().is_none() {
        row("value", &short(&report::safe_repr(vm, value, "value")));
        if let Some(length) = length(vm, value) {
            row("length", &grouped(length as u64));
        }
    }
    if let Value::Type(class) = value {
        let bases = class.mro.borrow();
        let names: Vec<String> = bases.iter().skip(1).map(|it| it.name()).collect();
        if names.len() > 1 {
            row("bases", &names.join(", "));
        }
    }
    let place = place(vm, value);
    if let Some((file, line)) = &place {
        match line {
            0 => row("file", file),
            line => row("file", &format!("{file}, line {line}")),
        }
    }
    let text = doc(vm, value).or_else(|| {
        let class = Value::Type(vm.type_of(value).clone());
        if called { None } else { doc(vm, &class) }
    });
    let source = if with_source { source(vm, value) } else { None };
    match (source, text) {
        (Some(source), _) => out.push_str(&format!("source:\n{}\n", source.trim_end())),
        (None, text) => {
            if let Some(text) = text {
                out.push_str("doc:\n");
                for line in text.lines() {
                    out.push_str(format!("    {line}").trim_end());
                    out.push('\n');
                }
            }
            if with_source {
                out.push_str("source:    none: part of the interpreter, or its file is gone\n");
            }
        }
    }
    out.trim_end().to_owned()
}

fn class_name(vm: &Vm, value: &Value) -> String {
    report::shown(&vm.type_of(value).qualname_str(vm))
}

fn name(vm: &Vm, value: &Value) -> String {
    match value {
        Value::Func(function) => report::shown(&function.name()),
        Value::Native(function) => function.native.signature.name.to_owned(),
        Value::Type(class) => report::shown(&class.name_str(vm)),
        other => match other.downcast::<Method>() {
            Some(method) => name(vm, &method.function),
            None => String::new(),
        },
    }
}

/// The length of what the interpreter's own classes count.
fn length(vm: &Vm, value: &Value) -> Option<usize> {
    vm.type_of(value).spec?;
    protocol::len_opt(vm, value)?.ok()
}

fn short(text: &str) -> String {
    match text.char_indices().nth(VALUE) {
        None => text.to_owned(),
        Some((end, _)) => {
            format!("{}... ({} characters)", &text[..end], grouped(text.chars().count() as u64))
        }
    }
}

/// The code behind a function, method, property or wrapper.
fn code_of(value: &Value) -> Option<Ref<Code>> {
    match value {
        Value::Func(function) => Some(function.code()),
        other => {
            if let Some(method) = other.downcast::<Method>() {
                return code_of(&method.function);
            }
            if let Some(property) = other.downcast::<Property>() {
                return code_of(&property::getter(property));
            }
            if let Some(code) = other.downcast::<Code>() {
                return Some(code.clone());
            }
            code_of(&method::wrapped_function(other.heap()?)?)
        }
    }
}

/// The file that something was defined in, and the line; 0 for all of it.
fn place(vm: &Vm, value: &Value) -> Option<(String, u32)> {
    if let Some(module) = value.downcast::<Module>() {
        let file = module.dict.get_str(vm.name(Name::File))?;
        return Some((report::shown(file.downcast::<Str>()?), 0));
    }
    if let Value::Type(class) = value {
        let (file, text) = class_text(vm, class)?;
        let line = class_lines(&text, &report::shown(&class.qualname_str(vm)))?.0;
        return Some((file, line as u32 + 1));
    }
    let code = code_of(value)?;
    Some((report::shown(&code.facts.filename), code.facts.first_line))
}

fn source(vm: &Vm, value: &Value) -> Option<String> {
    if let Some(module) = value.downcast::<Module>() {
        let file = module.dict.get_str(vm.name(Name::File))?;
        let text = vm.state::<Sources>().text(vm, &report::shown(file.downcast::<Str>()?))?;
        return Some(text.to_string());
    }
    if let Value::Type(class) = value {
        let (_, text) = class_text(vm, class)?;
        let (from, to) = class_lines(&text, &report::shown(&class.qualname_str(vm)))?;
        return Some(text.lines().skip(from).take(to - from).collect::<Vec<_>>().join("\n"));
    }
    let code = code_of(value)?;
    let text = vm.state::<Sources>().text(vm, &report::shown(&code.facts.filename))?;
    let first = (code.facts.first_line as usize).checked_sub(1)?;
    let end = block_end(&text, first);
    Some(text.lines().skip(first).take(end - first).collect::<Vec<_>>().join("\n"))
}

/// The text in which a class was defined: that of its methods, or of its module.
fn class_text(vm: &Vm, class: &Ref<crate::object::Type>) -> Option<(String, std::rc::Rc<str>)> {
    class.spec.is_none().then_some(())?;
    let namespace = class.namespace(vm);
    let sources = vm.state::<Sources>();
    let qualname = report::shown(&class.qualname_str(vm));
    for value in namespace.values() {
        if let Some(code) = code_of(&value) {
            let file = report::shown(&code.facts.filename);
            if let Some(text) = sources.text(vm, &file)
                && class_lines(&text, &qualname).is_some()
            {
                return Some((file, text));
            }
        }
    }
    let module = namespace.get_str(vm.name(Name::Module))?;
    let module = module.downcast::<Str>()?;
    if module.bytes() == b"__main__" {
        let file = super::latest_source(vm, |text| class_lines(text, &qualname).is_some())?;
        return sources.get(&file).map(|it| (file, it));
    }
    let module = vm.modules.get()?.get_str(module)?;
    let file = module.downcast::<Module>()?.dict.get_str(vm.name(Name::File))?;
    let file = report::shown(file.downcast::<Str>()?);
    let text = sources.text(vm, &file)?;
    Some((file, text))
}

/// The lines of a class in a text, from 0; with its decorators.
fn class_lines(text: &str, qualname: &str) -> Option<(usize, usize)> {
    let name = qualname.rsplit('.').next()?;
    let lines: Vec<&str> = text.lines().collect();
    let is_it = |line: &&str| {
        let rest = line.trim_start().strip_prefix("class ").map(str::trim_start);
        let rest = rest.and_then(|it| it.strip_prefix(name));
        rest.is_some_and(|it| it.trim_start().starts_with(['(', ':', '[']))
    };
    let at = lines.iter().position(is_it)?;
    let indent = |line: &str| line.len() - line.trim_start().len();
    let mut from = at;
    while from > 0
        && lines[from - 1].trim_start().starts_with('@')
        && indent(lines[from - 1]) == indent(lines[at])
    {
        from -= 1;
    }
    Some((from, block_end(text, from)))
}

/// The line after the block that begins at a line: where its first tokens are no deeper again.
fn block_end(text: &str, first: usize) -> usize {
    let lines: Vec<&str> = text.lines().collect();
    let Some(head) = lines.get(first) else { return lines.len() };
    let indent = |line: &str| line.len() - line.trim_start().len();
    let margin = indent(head);
    let mut end = first + 1;
    let mut inside = head.trim_start().starts_with('@');
    let mut depth = 0i32;
    let mut string: Option<&str> = None;
    for (i, line) in lines.iter().enumerate().skip(first) {
        let blank = line.trim().is_empty() || line.trim_start().starts_with('#');
        if i > first && string.is_none() && depth == 0 && !blank && indent(line) <= margin {
            let begins = ["def ", "class ", "async ", "@"]
                .iter()
                .any(|it| line.trim_start().starts_with(it));
            if !(inside && begins) {
                break;
            }
        }
        if string.is_none() && !line.trim_start().starts_with('@') && depth == 0 && !blank {
            inside = false;
        }
        scan(line, &mut depth, &mut string);
        if !blank || string.is_some() {
            end = i + 1;
        }
    }
    end.min(lines.len())
}

/// Follows brackets and triple-quoted strings through a line.
fn scan<'a>(line: &'a str, depth: &mut i32, string: &mut Option<&'a str>) {
    let mut at = 0;
    while at < line.len() {
        let rest = &line[at..];
        if let Some(quote) = *string {
            match rest.find(quote) {
                Some(found) => {
                    *string = None;
                    at += found + quote.len();
                    continue;
                }
                None => return,
            }
        }
        if rest.starts_with("\"\"\"") || rest.starts_with("'''") {
            *string = Some(if rest.starts_with('"') { "\"\"\"" } else { "'''" });
            at += 3;
            continue;
        }
        let Some(character) = rest.chars().next() else { return };
        match character {
            '#' => return,
            '(' | '[' | '{' => *depth += 1,
            ')' | ']' | '}' => *depth = (*depth - 1).max(0),
            '"' | '\'' => {
                let mut escaped = false;
                let close = rest[1..].find(|it| {
                    let found = it == character && !escaped;
                    escaped = it == '\\' && !escaped;
                    found
                });
                at += close.map_or(rest.len(), |it| it + 2);
                continue;
            }
            _ => {}
        }
        at += character.len_utf8();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks() {
        let text =
            "@wraps(\n  x)\ndef f():\n    '''\ndoc\n'''\n    return (\n1)\n\n# more\nx = 1\n";
        assert_eq!(block_end(text, 0), 8);
        assert_eq!(block_end("f = lambda: 1\nx = 2\n", 0), 1);
        assert_eq!(
            block_end(
                "class A:\n    def f(self):\n        pass\n\n    def g(self):\n        pass\n",
                1
            ),
            3
        );
        assert_eq!(block_end("def f(a,\n  b):\n    pass\n", 0), 3);
    }

    #[test]
    fn classes() {
        let text = "import x\n@d\nclass A(B):\n    y = 1\n\nclass AB: pass\n";
        assert_eq!(class_lines(text, "A"), Some((1, 4)));
        assert_eq!(class_lines(text, "AB"), Some((5, 6)));
        assert_eq!(class_lines(text, "C"), None);
    }
}
