//! What the prompt adds to `sys.displayhook`: containers broken over lines, long texts cut in the middle.
//!
//! Containers are laid out as `pprint.pp()` does it for the width of the terminal, except that a long string stays in
//! one piece. Only those of the built-in classes are; others are shown as they show themselves.
//!
//! It is asked by the interpreter's own hook while `sys.stdout` is the terminal; a hook that the program has
//! set wins. `__repr__` of what is shown is called once, as ever. What was cut last is kept whole for `%all`,
//! up to 64 MB.
//!
//! Reference: Library Reference, `sys.displayhook`, "pprint".

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::object::{Raises, Ref, Str, Value, Vm};
use crate::protocol;
use crate::report;
use crate::stdlib::sys::hooks::{Display, Displaying};
use crate::types::container::guarded_repr;

use super::timing::grouped;
use super::values;

/// Texts above this are not kept.
const KEPT: usize = 64 << 20;

/// How values are shown, and what was shown last.
#[derive(Default)]
pub struct Showing {
    pub pretty: Cell<bool>,
    /// Lines of the terminal from which on a text is cut; 0: never.
    pub most: Cell<usize>,
    /// The number of the input whose values are shown.
    pub number: Cell<usize>,
    /// Whether the input has shown a text that was cut.
    pub was_cut: Cell<bool>,
    whole: RefCell<Option<Rc<str>>>,
}

impl Showing {
    /// The text that was cut last, whole.
    pub fn whole(&self) -> Option<Rc<str>> {
        self.whole.borrow().clone()
    }
}

static DISPLAY: Display = Display { leaving: values::leaving, text, arrived: values::arrived };

/// From now on values are shown this way.
pub fn install(vm: &Vm, pretty: bool, most: usize) {
    let showing = vm.state::<Showing>();
    showing.pretty.set(pretty);
    showing.most.set(most);
    vm.state::<Displaying>().0.set(Some(&DISPLAY));
}

/// What is written for a value.
fn text(vm: &Vm, value: &Value) -> Raises<Ref<Str>> {
    let showing = vm.state::<Showing>();
    let columns = || super::screen_size().columns;
    let text = match showing.pretty.get() && is_plain_container(value) {
        true => vm.str_from_bytes(pretty(vm, value, columns())?.as_bytes()),
        false => protocol::repr(vm, value)?,
    };
    let most = showing.most.get();
    // Shorter than that many characters, it has fewer lines.
    if most == 0 || text.bytes().len() < most {
        return Ok(text);
    }
    let whole = report::shown(&text);
    let Some(cut) = folded(&whole, columns(), most) else { return Ok(text) };
    showing.was_cut.set(true);
    *showing.whole.borrow_mut() = (whole.len() <= KEPT).then(|| whole.as_str().into());
    Ok(vm.str(&cut))
}

/// The text with its middle left out, if it takes more than `most` lines of the terminal.
fn folded(text: &str, columns: usize, most: usize) -> Option<String> {
    let rows: usize = text.split('\n').map(|it| rows(it, columns)).sum();
    if rows <= most {
        return None;
    }
    let first = (most * 2 / 3).max(1);
    let last = (most - first).saturating_sub(1).max(1);
    let head = prefix(text, columns, first);
    let tail = suffix(text, columns, last).max(head);
    let left_out = rows.saturating_sub(first + last);
    let characters = text[head..tail].chars().count();
    Some(format!(
        "{}\n[... {} more lines, {} characters: %all shows them ...]\n{}",
        text[..head].trim_end_matches('\n'),
        grouped(left_out as u64),
        grouped(characters as u64),
        text[tail..].trim_start_matches('\n')
    ))
}

/// The lines of the terminal that a line takes.
fn rows(line: &str, columns: usize) -> usize {
    if line.len() <= columns {
        return 1;
    }
    line.width().div_ceil(columns.max(1)).max(1)
}

/// Where the first lines of the terminal end.
fn prefix(text: &str, columns: usize, count: usize) -> usize {
    let (mut row, mut column) = (0, 0);
    for (at, character) in text.char_indices() {
        if character == '\n' {
            (row, column) = (row + 1, 0);
        } else {
            if column + character.width().unwrap_or(0) > columns && column > 0 {
                (row, column) = (row + 1, 0);
            }
            column += character.width().unwrap_or(0);
        }
        if row == count {
            return at;
        }
    }
    text.len()
}

/// Where the last lines of the terminal begin.
fn suffix(text: &str, columns: usize, count: usize) -> usize {
    let mut left = count;
    let mut end = text.len();
    loop {
        let start = text[..end].rfind('\n').map_or(0, |it| it + 1);
        let line = &text[start..end];
        let taken = rows(line, columns);
        if taken >= left {
            let skipped = (taken - left) * columns;
            let mut column = 0;
            let shown = line.char_indices().find(|it| {
                let at = column;
                column += it.1.width().unwrap_or(0);
                at >= skipped
            });
            return start + shown.map_or(line.len(), |it| it.0);
        }
        left -= taken;
        if start == 0 {
            return 0;
        }
        end = start - 1;
    }
}

fn is_plain_container(value: &Value) -> bool {
    matches!(value, Value::List(_) | Value::Tuple(_) | Value::Dict(_) | Value::Set(_))
}

/// The text of a value in parts, each made once.
enum Part {
    Leaf(String),
    Group {
        open: &'static str,
        items: Vec<(Option<Part>, Part)>,
        close: &'static str,
        /// The order of the items where they stand one a line, if it is another.
        order: Option<Vec<usize>>,
    },
}

/// The `repr()` of a container of built-in classes, one item a line where it is wider than the terminal.
fn pretty(vm: &Vm, value: &Value, columns: usize) -> Raises<String> {
    let part = part(vm, value)?;
    let mut out = String::new();
    lay_out(&part, columns, 0, 0, &mut out);
    Ok(out)
}

fn part(vm: &Vm, value: &Value) -> Raises<Part> {
    if !is_plain_container(value) {
        return Ok(Part::Leaf(protocol::repr(vm, value).map(|it| report::shown(&it))?));
    }
    let again = match value {
        Value::List(_) => "[...]",
        Value::Tuple(_) => "(...)",
        Value::Dict(_) => "{...}",
        _ => "set(...)",
    };
    let mut made = None;
    // The guard is that of the classes' own `__repr__`: a cycle through an object of the program ends as well.
    let text = guarded_repr(vm, value, again, || {
        made = Some(vm.nested(" while getting the repr of an object", || group(vm, value))?);
        Ok(Value::None)
    })?;
    match (made, text) {
        (Some(part), _) => Ok(part),
        (None, text) => Ok(Part::Leaf(protocol::str(vm, &text).map(|it| report::shown(&it))?)),
    }
}

fn group(vm: &Vm, value: &Value) -> Raises<Part> {
    let each = |items: Vec<Value>| -> Raises<Vec<(Option<Part>, Part)>> {
        items.iter().map(|it| Ok((None, part(vm, it)?))).collect()
    };
    Ok(match value {
        Value::List(list) => {
            Part::Group { open: "[", items: each(list.to_vec())?, close: "]", order: None }
        }
        Value::Tuple(tuple) => {
            let close = if tuple.len() == 1 { ",)" } else { ")" };
            Part::Group { open: "(", items: each(tuple.items().to_vec())?, close, order: None }
        }
        Value::Set(set) if set.is_empty() => Part::Leaf("set()".to_owned()),
        Value::Set(set) => {
            let items = set.to_vec();
            let order = order(&items);
            Part::Group { open: "{", items: each(items)?, close: "}", order }
        }
        Value::Dict(dict) => {
            let mut items = Vec::new();
            for (key, value) in dict.items() {
                items.push((Some(part(vm, &key)?), part(vm, &value)?));
            }
            Part::Group { open: "{", items, close: "}", order: None }
        }
        other => Part::Leaf(protocol::repr(vm, other).map(|it| report::shown(&it))?),
    })
}

/// The order of items that have one without asking the program.
fn order(items: &[Value]) -> Option<Vec<usize>> {
    let mut order: Vec<usize> = (0..items.len()).collect();
    if items.iter().all(|it| matches!(it, Value::Int(_))) {
        order.sort_by_key(|it| if let Value::Int(it) = &items[*it] { *it } else { 0 });
    } else if items.iter().all(|it| matches!(it, Value::Str(_))) {
        order.sort_by_cached_key(|it| match &items[*it] {
            Value::Str(it) => it.bytes().to_vec(),
            _ => vec![],
        });
    } else {
        return None;
    }
    Some(order)
}

/// The width of it in one line, as far as it matters.
fn extent(part: &Part, most: usize) -> usize {
    match part {
        Part::Leaf(text) => text.chars().count(),
        Part::Group { open, items, close, .. } => {
            let mut sum = open.len() + close.len() + 2 * items.len().saturating_sub(1);
            for (key, value) in items {
                if sum > most {
                    break;
                }
                sum += key.as_ref().map_or(0, |it| extent(it, most) + 2) + extent(value, most);
            }
            sum
        }
    }
}

/// `indent`: the column it begins at; `behind`: what has to follow on its last line.
fn lay_out(part: &Part, columns: usize, indent: usize, behind: usize, out: &mut String) {
    let room = columns.saturating_sub(indent + behind);
    let Part::Group { open, items, close, order } = part else {
        if let Part::Leaf(text) = part {
            out.push_str(text);
        }
        return;
    };
    if items.is_empty() || extent(part, room) <= room {
        flat(part, out);
        return;
    }
    out.push_str(open);
    let inner = indent + open.len();
    for i in 0..items.len() {
        let (key, value) = &items[order.as_ref().map_or(i, |it| it[i])];
        if i > 0 {
            out.push_str(",\n");
            out.extend(std::iter::repeat_n(' ', inner));
        }
        let behind = if i + 1 == items.len() { behind + close.len() } else { 1 };
        let mut at = inner;
        if let Some(key) = key {
            flat(key, out);
            out.push_str(": ");
            at += extent(key, usize::MAX) + 2;
        }
        lay_out(value, columns, at, behind, out);
    }
    out.push_str(close);
}

fn flat(part: &Part, out: &mut String) {
    match part {
        Part::Leaf(text) => out.push_str(text),
        Part::Group { open, items, close, .. } => {
            out.push_str(open);
            for (i, (key, value)) in items.iter().enumerate() {
                if i > 0 {
                    out.push_str(", ");
                }
                if let Some(key) = key {
                    flat(key, out);
                    out.push_str(": ");
                }
                flat(value, out);
            }
            out.push_str(close);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_texts_stay_whole() {
        assert_eq!(folded("short", 80, 10), None);
        assert_eq!(folded(&"x\n".repeat(9), 80, 10), None);
        assert_eq!(folded(&"x".repeat(800), 80, 10), None);
    }

    #[test]
    fn the_middle_is_left_out() {
        let text: Vec<String> = (0..100).map(|it| it.to_string()).collect();
        let cut = folded(&text.join("\n"), 80, 10).unwrap_or_default();
        assert!(cut.starts_with("0\n1\n2\n3\n4\n5\n[... 91 more lines, "), "{cut}");
        assert!(cut.ends_with("...]\n97\n98\n99"), "{cut}");
        let cut = folded(&"x".repeat(1000), 10, 10).unwrap_or_default();
        let lines: Vec<&str> = cut.split('\n').collect();
        assert_eq!(lines[0].len(), 60);
        assert_eq!(lines[1], "[... 91 more lines, 910 characters: %all shows them ...]");
        assert_eq!(lines[2].len(), 30);
    }

    #[test]
    fn wide_text_is_cut_between_characters() {
        for most in 1..12 {
            let cut = folded(&"é🐍\n漢字".repeat(200), 7, most);
            assert!(cut.is_some_and(|it| it.contains("%all")));
        }
    }

    fn leaf(text: &str) -> Part {
        Part::Leaf(text.to_owned())
    }

    #[test]
    fn containers_are_broken_over_lines() {
        let list = |items: &[&str]| Part::Group {
            open: "[",
            items: items.iter().map(|it| (None, leaf(it))).collect(),
            close: "]",
            order: None,
        };
        let shown = |part: &Part, columns| {
            let mut out = String::new();
            lay_out(part, columns, 0, 0, &mut out);
            out
        };
        assert_eq!(shown(&list(&["1", "2", "3"]), 9), "[1, 2, 3]");
        assert_eq!(shown(&list(&["1", "2", "3"]), 8), "[1,\n 2,\n 3]");
        let dict = Part::Group {
            open: "{",
            items: vec![
                (Some(leaf("'a'")), list(&["1", "2"])),
                (Some(leaf("'b'")), list(&["33333", "44444"])),
            ],
            close: "}",
            order: None,
        };
        assert_eq!(shown(&dict, 15), "{'a': [1, 2],\n 'b': [33333,\n       44444]}");
    }
}
