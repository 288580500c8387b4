//! How far the next line of a block is indented, and what pasted transcripts mean.

use crate::syntax::tokenizer::tokenize;

const STEP: usize = 4;

/// Statements after which a block does not go on.
const LEAVING: &[&str] = &["return", "pass", "break", "continue", "raise"];
/// Clauses that stand one level further out than the block before them.
const CLAUSES: &[&str] = &["else", "elif", "except", "finally"];

/// The spaces and tabs that a line begins with.
pub fn indentation(line: &str) -> &str {
    &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
}

fn first_word(line: &str) -> &str {
    let line = line.trim_start();
    let end = line.find(|it: char| !it.is_alphanumeric() && it != '_').unwrap_or(line.len());
    &line[..end]
}

/// The indentation that the line after `lines` starts with: none where brackets or a string go on.
pub fn next(lines: &str) -> String {
    if lines.is_empty() || is_open(lines) {
        return String::new();
    }
    let Some(last) = lines.lines().rfind(|it| !it.trim().is_empty()) else { return String::new() };
    let base = indentation(last);
    if without_comment(last).ends_with(':') {
        return if base.contains('\t') && !base.contains(' ') {
            format!("{base}\t")
        } else {
            format!("{base}{}", " ".repeat(STEP))
        };
    }
    if LEAVING.contains(&first_word(last)) {
        return outer(lines, base);
    }
    base.to_owned()
}

/// Whether brackets or a string go on at the end of the text.
pub fn is_open(text: &str) -> bool {
    let tokens = tokenize(text, false);
    !tokens.open.is_empty() || tokens.failure.is_some_and(|it| it.at_end)
}

/// The indentation of the block around the one that is indented by `base`.
fn outer(lines: &str, base: &str) -> String {
    let around = lines.lines().rev().filter(|it| !it.trim().is_empty()).map(indentation);
    around.into_iter().find(|it| it.len() < base.len()).unwrap_or("").to_owned()
}

/// The line without a comment at its end.
fn without_comment(line: &str) -> &str {
    let mut quote = None;
    for (at, character) in line.char_indices() {
        match (quote, character) {
            (None, '#') => return line[..at].trim_end(),
            (None, '"' | '\'') => quote = Some(character),
            (Some(open), _) if open == character => quote = None,
            _ => {}
        }
    }
    line.trim_end()
}

/// The indentation that `line` gets if it is a clause that stands further in than its statement: `lines` come
/// before it, and its indentation was offered for the block they end with.
pub fn of_clause(lines: &str, line: &str) -> Option<String> {
    let given = indentation(line);
    let is_clause = CLAUSES.contains(&first_word(line)) && !given.is_empty() && !ends_block(lines);
    is_clause.then(|| outer(lines, given))
}

/// Whether the indentation offered was one level out already.
fn ends_block(lines: &str) -> bool {
    let last = lines.lines().rfind(|it| !it.trim().is_empty()).unwrap_or("");
    LEAVING.contains(&first_word(last))
}

/// A pasted transcript without its prompts; `None` if it is none.
pub fn without_prompts(text: &str) -> Option<String> {
    let first = text.lines().find(|it| !it.trim().is_empty())?.trim_start();
    if !first.starts_with(">>> ") {
        return None;
    }
    let mut code = String::new();
    for line in text.lines() {
        let line = line.trim_start();
        let kept = line
            .strip_prefix(">>> ")
            .or_else(|| line.strip_prefix("... "))
            .or_else(|| matches!(line, ">>>" | "...").then_some(""));
        if let Some(kept) = kept {
            code.push_str(kept);
            code.push('\n');
        }
    }
    Some(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn next_line() {
        assert_eq!(next("if x:"), "    ");
        assert_eq!(next("if x:  # why"), "    ");
        assert_eq!(next("if x == '#:'"), "");
        assert_eq!(next("if x:\n    y"), "    ");
        assert_eq!(next("if x:\n\ty"), "\t");
        assert_eq!(next("if x:\n\tfor y in z:"), "\t\t");
        assert_eq!(next("def f():\n    if x:\n        return 1"), "    ");
        assert_eq!(next("f(a,"), "");
    }

    #[test]
    fn clauses() {
        let of = |lines, line| of_clause(lines, line);
        assert_eq!(of("if x:\n    y", "    else:").as_deref(), Some(""));
        assert_eq!(of("if a:\n    if x:\n        y", "        else:").as_deref(), Some("    "));
        // One level out already.
        assert_eq!(of("if a:\n    if x:\n        pass", "    else:"), None);
        assert_eq!(of("if x:\n    y", "    z = {1:"), None);
        assert_eq!(of("if x:\n    return", "else:"), None);
    }

    #[test]
    fn transcripts() {
        let text = ">>> if x:\n...     y\n... \n1\n>>> z\n";
        assert_eq!(without_prompts(text).as_deref(), Some("if x:\n    y\n\nz\n"));
        assert_eq!(without_prompts("x >>> y"), None);
    }
}
