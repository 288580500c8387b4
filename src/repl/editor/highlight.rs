//! What the pieces of source are while it is typed.

use crate::syntax::token::{Token, TokenKind};
use crate::syntax::tokenizer::tokenize;

use crate::repl::theme::Style;

/// A text and its tokens, which are kept while only the cursor moves.
#[derive(Default)]
pub struct Source {
    text: String,
    tokens: Vec<Token>,
}

impl Source {
    /// Looks at another text.
    pub fn set(&mut self, text: &str) {
        if self.text != text {
            text.clone_into(&mut self.text);
            self.tokens = tokenize(text, false).list;
        }
    }

    /// Where the statement at `cursor` begins, as far as its tokens tell.
    pub fn statement(&self, cursor: usize) -> usize {
        let before = self.tokens.iter().rev().filter(|it| (it.end as usize) <= cursor);
        let mut ends = before.filter(|it| it.kind == TokenKind::Newline);
        ends.next().map_or(0, |it| (it.end as usize).min(self.text.len()))
    }

    /// The styles of the text from `from` to `to`: ends of pieces and their style. `cursor` is an offset too.
    pub fn pieces(
        &self,
        from: usize,
        to: usize,
        cursor: usize,
        is_builtin: impl Fn(&str) -> bool,
    ) -> Vec<(usize, Style)> {
        pieces(&self.text, &self.tokens, (from, to), cursor, is_builtin)
    }
}

fn pieces(
    text: &str,
    tokens: &[Token],
    (from, to): (usize, usize),
    cursor: usize,
    is_builtin: impl Fn(&str) -> bool,
) -> Vec<(usize, Style)> {
    let brackets = pair_at(tokens, cursor);
    let mut pieces: Vec<(usize, Style)> = Vec::new();
    let mut put = |end: usize, style: Style| {
        if end > from {
            pieces.push((end, style));
        }
    };
    // Everything before the first token that reaches into the range is of no interest.
    let skipped = tokens.partition_point(|it| (it.end as usize) <= from);
    let mut at =
        tokens[..skipped].iter().rev().map(|it| it.end as usize).find(|it| *it <= text.len());
    let mut at = at.take().unwrap_or(0);
    for (number, token) in tokens.iter().enumerate().skip(skipped) {
        let (start, end) = (token.start as usize, token.end as usize);
        if end <= start || start < at || end > text.len() {
            continue;
        }
        if start >= to {
            return pieces;
        }
        gap(text, at, start, &mut put);
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
                TokenKind::Name if is_soft_keyword(tokens, number, word) => Style::Keyword,
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
        gap(text, at, text.len(), &mut put);
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

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str, from: usize, cursor: usize) -> Vec<(usize, Style)> {
        let mut source = Source::default();
        source.set(text);
        source.pieces(from, text.len(), cursor, |it| it == "print")
    }

    fn styles(earlier: &str, line: &str) -> Vec<(String, Style)> {
        let text = if earlier.is_empty() { line.to_owned() } else { format!("{earlier}\n{line}") };
        let mut at = text.len() - line.len();
        let mut found = Vec::new();
        for (end, style) in all(&text, at, usize::MAX / 2) {
            if end > at {
                found.push((text[at..end].to_owned(), style));
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
            let mut at = 0;
            for (end, _) in all(line, 0, 0) {
                assert!(line.is_char_boundary(end), "{line}");
                at = at.max(end);
            }
            assert_eq!(at, line.len(), "{line}");
        }
    }

    #[test]
    fn brackets_at_the_cursor() {
        let found = all("f(a[0])", 0, 7);
        let brackets: Vec<_> =
            found.iter().filter(|it| it.1 == Style::Bracket).map(|it| it.0).collect();
        assert_eq!(brackets, [2, 7]);
    }
}
