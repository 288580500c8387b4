//! Colours for source while it is typed, and for what else the editor writes.

use std::fmt::Write;

use crate::syntax::token::{Token, TokenKind};
use crate::syntax::tokenizer::tokenize;

/// What a piece of source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    Plain,
    Keyword,
    /// A built-in name.
    Builtin,
    /// The name that `def` or `class` defines.
    Definition,
    String,
    Number,
    Comment,
    /// The brackets at the cursor.
    Bracket,
}

impl Style {
    fn code(self) -> &'static str {
        match self {
            Style::Plain => "",
            Style::Keyword => "\x1b[1;34m",
            Style::Builtin => "\x1b[36m",
            Style::Definition => "\x1b[1m",
            Style::String => "\x1b[32m",
            Style::Number => "\x1b[33m",
            Style::Comment => "\x1b[31m",
            Style::Bracket => "\x1b[1;7m",
        }
    }
}

pub const RESET: &str = "\x1b[0m";
pub const PROMPT: &str = "\x1b[1;35m";
pub const HINT: &str = "\x1b[90m";

/// The styles of `line`, which stands behind the lines `earlier` of its input: ends of pieces and their style.
/// `cursor` is an offset in the line.
pub fn pieces(
    earlier: &str,
    line: &str,
    cursor: usize,
    is_builtin: impl Fn(&str) -> bool,
) -> Vec<(usize, Style)> {
    let text = if earlier.is_empty() { line.to_owned() } else { format!("{earlier}\n{line}") };
    let from = text.len() - line.len();
    let tokens = tokenize(&text, false).list;
    let brackets = pair_at(&tokens, from + cursor);
    let mut pieces: Vec<(usize, Style)> = Vec::new();
    let mut put = |end: usize, style: Style| {
        if let Some(end) = end.checked_sub(from).filter(|it| *it > 0) {
            pieces.push((end, style));
        }
    };
    let mut at = 0;
    for (number, token) in tokens.iter().enumerate() {
        let (start, end) = (token.start as usize, token.end as usize);
        if end <= start || start < at {
            continue;
        }
        gap(&text, at, start, &mut put);
        let word = &text[start..end];
        let before = number.checked_sub(1).map(|it| tokens[it].kind);
        put(
            end,
            match token.kind {
                _ if brackets.contains(&Some(start)) => Style::Bracket,
                TokenKind::Name if matches!(before, Some(TokenKind::Def | TokenKind::Class)) => {
                    Style::Definition
                }
                TokenKind::Name if before != Some(TokenKind::Dot) && is_builtin(word) => {
                    Style::Builtin
                }
                TokenKind::Name if is_soft_keyword(&tokens, number, word) => Style::Keyword,
                TokenKind::Number => Style::Number,
                TokenKind::String
                | TokenKind::FStringStart
                | TokenKind::FStringMiddle
                | TokenKind::FStringEnd => Style::String,
                kind if kind.is_keyword() => Style::Keyword,
                _ => Style::Plain,
            },
        );
        at = end;
    }
    // What the tokenizer could not take: a string that goes on, mostly.
    let rest = text[at..].trim_start_matches([' ', '\t', '\n']);
    let quoted = rest.trim_start_matches(|it: char| it.is_ascii_alphabetic());
    if quoted.starts_with(['"', '\'']) {
        put(text.len() - rest.len(), Style::Plain);
        put(text.len(), Style::String);
    } else {
        gap(&text, at, text.len(), &mut put);
    }
    pieces
}

/// Space and comments between tokens.
fn gap(text: &str, from: usize, to: usize, put: &mut impl FnMut(usize, Style)) {
    let mut at = from;
    while let Some(hash) = text[at..to].find('#') {
        put(at + hash, Style::Plain);
        let end = text[at + hash..to].find('\n').map_or(to, |it| at + hash + it);
        put(end, Style::Comment);
        at = end;
    }
    put(to, Style::Plain);
}

/// `match`, `case` and `type` where they begin a statement and are followed by an operand.
fn is_soft_keyword(tokens: &[Token], number: usize, word: &str) -> bool {
    let first = number == 0
        || matches!(
            tokens[number - 1].kind,
            TokenKind::Newline | TokenKind::Indent | TokenKind::Dedent | TokenKind::Semicolon
        );
    let next = tokens.get(number + 1).map(|it| it.kind);
    let operand = matches!(
        next,
        Some(TokenKind::Name | TokenKind::Number | TokenKind::String | TokenKind::FStringStart)
    );
    let bracket = matches!(next, Some(TokenKind::LeftBracket | TokenKind::LeftBrace));
    first
        && match word {
            "match" | "case" => operand || bracket && word == "case",
            "type" => next == Some(TokenKind::Name),
            _ => false,
        }
}

/// The bracket under the cursor, or the one before it, and its partner.
fn pair_at(tokens: &[Token], cursor: usize) -> [Option<usize>; 2] {
    let mut open = Vec::new();
    let mut found = [None, None];
    for token in tokens {
        let start = token.start as usize;
        if token.kind.is_opening() {
            open.push(start);
        } else if token.kind.is_closing()
            && let Some(partner) = open.pop()
        {
            let at = |it: usize| it == cursor || it + 1 == cursor;
            if at(start) || at(partner) && found[0].is_none() {
                found = [Some(partner), Some(start)];
            }
        }
    }
    found
}

/// The line with its colours.
pub fn coloured(
    earlier: &str,
    line: &str,
    cursor: usize,
    is_builtin: impl Fn(&str) -> bool,
) -> String {
    let mut out = String::with_capacity(line.len() * 2);
    let mut at = 0;
    for (end, style) in pieces(earlier, line, cursor, is_builtin) {
        if end <= at {
            continue;
        }
        let piece = &line[at..end];
        let code = style.code();
        // Writing to a string cannot fail.
        let _ = match code.is_empty() {
            true => write!(out, "{piece}"),
            false => write!(out, "{code}{piece}{RESET}"),
        };
        at = end;
    }
    out.push_str(&line[at..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn styles(earlier: &str, line: &str) -> Vec<(String, Style)> {
        let mut at = 0;
        let mut found = Vec::new();
        for (end, style) in pieces(earlier, line, usize::MAX / 2, |it| it == "print") {
            if end > at {
                found.push((line[at..end].to_owned(), style));
                at = end;
            }
        }
        found.retain(|it| it.1 != Style::Plain);
        found
    }

    fn expect(earlier: &str, line: &str, wanted: &[(&str, Style)]) {
        let wanted: Vec<_> = wanted.iter().map(|it| (it.0.to_owned(), it.1)).collect();
        assert_eq!(styles(earlier, line), wanted, "{line}");
    }

    #[test]
    fn kinds() {
        use Style::*;
        expect(
            "",
            "if x: print(1.5)  # y",
            &[("if", Keyword), ("print", Builtin), ("1.5", Number), ("# y", Comment)],
        );
        expect(
            "",
            "def f(a='x'): return None",
            &[
                ("def", Keyword),
                ("f", Definition),
                ("'x'", String),
                ("return", Keyword),
                ("None", Keyword),
            ],
        );
        expect("", "x.print", &[]);
        expect("", "match x:", &[("match", Keyword)]);
        expect("", "match = 1", &[("1", Number)]);
        expect("", "'unfinished", &[("'unfinished", String)]);
        expect("s = '''a", "b''' + 1", &[("b'''", String), ("1", Number)]);
    }

    #[test]
    fn nothing_is_lost() {
        let lines = [
            "",
            "x",
            "é = 'ü' # ö",
            "((",
            "))",
            "f'{x!r:>{y}}' $ ?",
            "\t\tx  ",
            "'''",
            "\\",
            "0x",
            "f'{",
            "f'{x:{",
            "'''é",
            "\\é",
            "#é",
            "🐍'🐍",
            "x\u{0}y",
            "\u{feff}x",
            "é(",
            "0é",
            "\t#\t",
            "f\"{é!r:>{",
        ];
        for line in lines {
            let mut plain = coloured("", line, 0, |_| false);
            while let Some(at) = plain.find('\x1b') {
                let end = plain[at..].find('m').map_or(plain.len(), |it| at + it + 1);
                plain.replace_range(at..end, "");
            }
            assert_eq!(plain, line);
        }
    }

    #[test]
    fn brackets_at_the_cursor() {
        let found = pieces("", "f(a[0])", 7, |_| false);
        let brackets: Vec<_> =
            found.iter().filter(|it| it.1 == Style::Bracket).map(|it| it.0).collect();
        assert_eq!(brackets, [2, 7]);
    }
}
