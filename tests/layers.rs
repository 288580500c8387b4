//! The layers of `src/`: each uses only itself and what is below it, and `unsafe` is in `object` alone.

use std::fs;
use std::path::{Path, PathBuf};

/// From the top down, as DESIGN.md has them.
const LAYERS: &[&str] = &[
    "main", "cli", "repl", "session", "stdlib", "report", "compile", "eval", "code", "types",
    "native", "protocol", "object", "syntax", "algo",
];

struct Source {
    name: String,
    layer: usize,
    /// Without comments, literals and the unit tests at the end.
    text: String,
}

#[test]
fn layers_use_only_what_is_below() {
    let mut wrong = Vec::new();
    for source in sources() {
        for (line, used) in uses(&source.text) {
            let Some(below) = LAYERS.iter().position(|it| *it == used) else { continue };
            if below < source.layer {
                let own = LAYERS[source.layer];
                wrong.push(format!("{}:{line}: {own} uses {used}, which is above it", source.name));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn unsafe_stays_in_object() {
    let mut wrong = Vec::new();
    for source in sources() {
        if LAYERS[source.layer] == "object" {
            continue;
        }
        for (number, line) in source.text.lines().enumerate() {
            if words(line).any(|word| word == "unsafe") {
                wrong.push(format!("{}:{}: {}", source.name, number + 1, line.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_file_has_a_layer_and_says_what_it_is() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = Vec::new();
    for path in files(&root) {
        let name = path.strip_prefix(&root).unwrap_or(&path).to_string_lossy().into_owned();
        if name != "lib.rs" && layer(&name).is_none() {
            wrong.push(format!("{name} is in no layer"));
        }
        let text = fs::read_to_string(&path).expect("a source file is UTF-8");
        if !text.trim_start().starts_with("//!") {
            wrong.push(format!("{name} does not open with what it is (`//!`)"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    for path in files(&root) {
        let name = path.strip_prefix(&root).unwrap_or(&path).to_string_lossy().into_owned();
        // What has no layer is another test's complaint.
        if let Some(layer) = layer(&name) {
            let text = fs::read_to_string(&path).expect("a source file is UTF-8");
            let text = code_only(&text);
            let text = text.split("#[cfg(test)]").next().unwrap_or_default().to_string();
            found.push(Source { name, layer, text });
        }
    }
    assert!(!found.is_empty());
    found
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("src is there").flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|it| it == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn layer(name: &str) -> Option<usize> {
    let first = name.split('/').next().unwrap_or(name);
    let first = first.strip_suffix(".rs").unwrap_or(first);
    LAYERS.iter().position(|it| *it == first)
}

/// The modules named after `crate::`, alone or in a braced list, with their lines.
fn uses(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices("crate::") {
        let line = text[..at].matches('\n').count() + 1;
        let rest = &text[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            None => found.extend(words(rest).next().map(|word| (line, word.to_string()))),
            Some(list) => found.extend(list_heads(list).into_iter().map(|word| (line, word))),
        }
    }
    found
}

/// The first word of each item of `a::b, c::{d, e}, f}`.
fn list_heads(list: &str) -> Vec<String> {
    let mut heads = Vec::new();
    let mut depth = 0;
    let mut item = String::new();
    for c in list.chars() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                heads.extend(words(&std::mem::take(&mut item)).next().map(String::from))
            }
            _ if depth == 0 => item.push(c),
            _ => {}
        }
    }
    heads.extend(words(&item).next().map(String::from));
    heads
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty())
}

/// The text with comments and literals taken out; line breaks stay.
fn code_only(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut result = String::with_capacity(text.len());
    let mut i = 0;
    // Leaves out bytes up to `end`, but keeps the count of lines.
    let skip = |from: usize, end: usize, result: &mut String| {
        let end = end.min(bytes.len());
        result.extend(bytes[from..end].iter().filter(|b| **b == b'\n').map(|_| '\n'));
        end
    };
    while i < bytes.len() {
        let rest = &text[i..];
        if rest.starts_with("//") {
            i += rest.find('\n').unwrap_or(rest.len());
        } else if rest.starts_with("/*") {
            i = skip(i, i + rest.find("*/").map_or(rest.len(), |n| n + 2), &mut result);
        } else if let Some(length) = raw_string(rest) {
            i = skip(i, i + length, &mut result);
        } else if rest.starts_with('"') {
            i = skip(i, i + quoted(rest), &mut result);
        } else if let Some(length) = character(rest) {
            i += length;
        } else {
            let c = rest.chars().next().unwrap_or(' ');
            result.push(c);
            i += c.len_utf8();
        }
    }
    result
}

fn raw_string(text: &str) -> Option<usize> {
    let after = text.strip_prefix("br").or_else(|| text.strip_prefix('r'))?;
    let marks = after.len() - after.trim_start_matches('#').len();
    if !after[marks..].starts_with('"') {
        return None;
    }
    let start = text.len() - after.len() + marks + 1;
    let close = format!("\"{}", "#".repeat(marks));
    Some(text[start..].find(&close).map_or(text.len(), |n| start + n + close.len()))
}

fn quoted(text: &str) -> usize {
    let mut escaped = false;
    for (i, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return i + 1,
            _ => {}
        }
    }
    text.len()
}

/// A character literal, told from a lifetime by its closing quote.
fn character(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('\'')?;
    if let Some(escape) = inner.strip_prefix('\\') {
        let first = escape.chars().next()?;
        let after = first.len_utf8();
        return Some(2 + after + escape[after..].find('\'')? + 1);
    }
    let c = inner.chars().next()?;
    inner[c.len_utf8()..].starts_with('\'').then_some(1 + c.len_utf8() + 1)
}
