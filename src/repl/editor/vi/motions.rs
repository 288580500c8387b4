//! Where vi's motions lead, and what its text objects cover.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::grammar::{Find, Motion};

/// What a motion covers from the cursor on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    pub range: Range<usize>,
    /// Where the cursor goes.
    pub to: usize,
    /// Whole lines are meant.
    pub lines: bool,
}

/// The last `f`, `F`, `t` or `T`.
pub type LastFind = Option<(Find, bool, char)>;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Space,
    Word,
    Other,
}

fn class(character: char, big: bool) -> Class {
    match character {
        it if it.is_whitespace() => Class::Space,
        _ if big => Class::Word,
        it if it.is_alphanumeric() || it == '_' => Class::Word,
        _ => Class::Other,
    }
}

struct View<'a> {
    text: &'a str,
}

impl View<'_> {
    fn line(&self, at: usize) -> Range<usize> {
        let start = self.text[..at].rfind('\n').map_or(0, |it| it + 1);
        let end = self.text[at..].find('\n').map_or(self.text.len(), |it| at + it);
        start..end
    }

    fn at(&self, at: usize) -> Option<char> {
        self.text[at..].chars().next()
    }

    fn next(&self, at: usize) -> usize {
        self.text[at..].graphemes(true).next().map_or(at, |it| at + it.len())
    }

    fn previous(&self, at: usize) -> usize {
        self.text[..at].graphemes(true).next_back().map_or(at, |it| at - it.len())
    }

    fn class(&self, at: usize, big: bool) -> Option<Class> {
        self.at(at).map(|it| class(it, big))
    }

    fn next_word(&self, mut at: usize, big: bool) -> usize {
        let first = self.class(at, big);
        if first != Some(Class::Space) {
            while first.is_some() && self.class(at, big) == first {
                at = self.next(at);
            }
        }
        while self.class(at, big) == Some(Class::Space) {
            at = self.next(at);
        }
        at
    }

    fn previous_word(&self, mut at: usize, big: bool) -> usize {
        while at > 0 && self.class(self.previous(at), big) == Some(Class::Space) {
            at = self.previous(at);
        }
        if at == 0 {
            return 0;
        }
        let word = self.class(self.previous(at), big);
        while at > 0 && self.class(self.previous(at), big) == word {
            at = self.previous(at);
        }
        at
    }

    fn word_end(&self, at: usize, big: bool) -> usize {
        let mut at = self.next(at);
        while self.class(at, big) == Some(Class::Space) {
            at = self.next(at);
        }
        let word = self.class(at, big);
        while at < self.text.len() && self.class(self.next(at), big) == word {
            at = self.next(at);
        }
        at
    }

    fn find(
        &self,
        from: usize,
        (find, back, wanted): (Find, bool, char),
        count: usize,
    ) -> Option<usize> {
        let line = self.line(from);
        let mut at = from;
        for _ in 0..count {
            at = if back {
                line.start + self.text[line.start..at].rfind(wanted)?
            } else {
                let start = self.next(at);
                start + self.text.get(start..line.end)?.find(wanted)?
            };
        }
        Some(match (find, back) {
            (Find::To, _) => at,
            (Find::Before, false) => self.previous(at),
            (Find::Before, true) => self.next(at),
        })
    }

    /// The bracket that belongs to the first one at or behind `from` in its line.
    fn bracket(&self, from: usize) -> Option<(usize, usize)> {
        let line = self.line(from);
        let (offset, bracket) =
            self.text[from..line.end].char_indices().find(|it| "()[]{}".contains(it.1))?;
        let at = from + offset;
        let pairs = [('(', ')'), ('[', ']'), ('{', '}')];
        let (open, close) = *pairs.iter().find(|it| it.0 == bracket || it.1 == bracket)?;
        let mut depth = 0;
        if bracket == open {
            for (offset, it) in self.text[at..].char_indices() {
                depth += i32::from(it == open) - i32::from(it == close);
                if depth == 0 {
                    return Some((at, at + offset));
                }
            }
        } else {
            for (offset, it) in self.text[..=at].char_indices().rev() {
                depth += i32::from(it == close) - i32::from(it == open);
                if depth == 0 {
                    return Some((at, offset));
                }
            }
        }
        None
    }

    /// The brackets around `at`.
    fn around(&self, at: usize, open: char, close: char) -> Option<(usize, usize)> {
        let mut depth = 0;
        let start = if self.at(at) == Some(open) {
            at
        } else {
            self.text[..at].char_indices().rev().find_map(|(offset, it)| {
                depth += i32::from(it == close) - i32::from(it == open);
                (depth < 0).then_some(offset)
            })?
        };
        let mut depth = 0;
        let end = self.text[start..].char_indices().find_map(|(offset, it)| {
            depth += i32::from(it == open) - i32::from(it == close);
            (depth == 0).then_some(start + offset)
        })?;
        Some((start, end))
    }

    fn object(&self, at: usize, around: bool, object: char) -> Option<Range<usize>> {
        match object {
            'w' | 'W' => {
                let big = object == 'W';
                let line = self.line(at);
                let own = self.class(at, big).filter(|_| at < line.end)?;
                let (mut start, mut end) = (at, at);
                while start > line.start && self.class(self.previous(start), big) == Some(own) {
                    start = self.previous(start);
                }
                while end < line.end && self.class(end, big) == Some(own) {
                    end = self.next(end);
                }
                if around {
                    let before = end;
                    while end < line.end && self.class(end, big) == Some(Class::Space) {
                        end = self.next(end);
                    }
                    while end == before
                        && start > line.start
                        && self.class(self.previous(start), big) == Some(Class::Space)
                    {
                        start = self.previous(start);
                    }
                }
                Some(start..end)
            }
            '"' | '\'' | '`' => {
                let line = self.line(at);
                let quotes: Vec<usize> = self.text[line.clone()]
                    .match_indices(object)
                    .map(|it| line.start + it.0)
                    .collect();
                let pair = quotes.chunks_exact(2).find(|it| it[1] >= at)?;
                Some(if around { pair[0]..pair[1] + 1 } else { pair[0] + 1..pair[1] })
            }
            'p' => {
                let (start, end) = (self.paragraph(at, true), self.paragraph(at, false));
                Some(start..end)
            }
            _ => {
                let (open, close) = match object {
                    '(' | ')' | 'b' => ('(', ')'),
                    '[' | ']' => ('[', ']'),
                    _ => ('{', '}'),
                };
                let (start, end) = self.around(at, open, close)?;
                Some(if around { start..end + 1 } else { start + 1..end })
            }
        }
    }

    /// The next empty line, or the end.
    fn paragraph(&self, at: usize, back: bool) -> usize {
        if back {
            let start = self.line(at).start;
            self.text[..start.saturating_sub(1)].rfind("\n\n").map_or(0, |it| it + 1)
        } else {
            self.text[at..].find("\n\n").map_or(self.text.len(), |it| at + it + 1)
        }
    }
}

/// What a motion covers; `None` if it leads nowhere.
pub fn target(
    text: &str,
    cursor: usize,
    motion: Motion,
    count: usize,
    last: &mut LastFind,
) -> Option<Target> {
    use Motion::*;
    let view = View { text };
    let line = view.line(cursor);
    let repeated = |step: &dyn Fn(usize) -> usize| (0..count).fold(cursor, |at, _| step(at));
    let to = |to: usize| {
        let range = cursor.min(to)..cursor.max(to);
        (!range.is_empty()).then_some(Target { range, to, lines: false })
    };
    // The character that the motion leads to is covered too.
    let onto = |place: usize| {
        let end = view.next(cursor.max(place));
        Some(Target { range: cursor.min(place)..end, to: place, lines: false })
    };
    let lines = |from: usize, until: usize, place: usize| {
        Some(Target { range: from..until, to: place, lines: true })
    };
    let first = |line: &Range<usize>| {
        let own = &text[line.clone()];
        line.start + own.len() - own.trim_start().len()
    };
    match motion {
        Left => to(repeated(&|at| if at > line.start { view.previous(at) } else { at })),
        Right => to(repeated(&|at| if at < line.end { view.next(at) } else { at })),
        NextWord { big } => to(repeated(&|at| view.next_word(at, big))),
        PreviousWord { big } => to(repeated(&|at| view.previous_word(at, big))),
        WordEnd { big } => {
            onto(repeated(&|at| view.word_end(at, big)).min(view.previous(text.len())))
        }
        LineStart => to(line.start),
        FirstCharacter => to(first(&line)),
        LineEnd => {
            let end = (1..count).fold(line.end, |at, _| view.line((at + 1).min(text.len())).end);
            to(end)
        }
        Character { find, back, character } => {
            *last = Some((find, back, character));
            let place = view.find(cursor, (find, back, character), count)?;
            if back { to(place) } else { onto(place) }
        }
        Again { reverse } => {
            let (find, back, character) = (*last)?;
            let back = back != reverse;
            let place = view.find(cursor, (find, back, character), count)?;
            if back { to(place) } else { onto(place) }
        }
        Bracket => {
            let (at, partner) = view.bracket(cursor)?;
            let range = cursor.min(partner)..view.next(cursor.max(at).max(partner));
            Some(Target { range, to: partner, lines: false })
        }
        BufferStart => lines(0, line.end, 0),
        BufferEnd => {
            let last = view.line(text.len());
            lines(line.start, text.len(), first(&last))
        }
        ParagraphBack => to(repeated(&|at| view.paragraph(at, true))),
        ParagraphForward => to(repeated(&|at| view.paragraph(at, false))),
        Up => {
            let start = (0..count).fold(line.start, |at, _| view.line(at.saturating_sub(1)).start);
            (start < line.start).then_some(())?;
            lines(start, line.end, start)
        }
        Down => {
            let end = (0..count).fold(line.end, |at, _| view.line((at + 1).min(text.len())).end);
            (end > line.end).then_some(())?;
            lines(line.start, end, cursor)
        }
        Line => {
            let end = (1..count).fold(line.end, |at, _| view.line((at + 1).min(text.len())).end);
            lines(line.start, end, cursor)
        }
        Object { around, object } => {
            let range = view.object(cursor, around, object)?;
            Some(Target { to: range.start, range, lines: object == 'p' })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::grammar::{Action, Parsed, parse};
    use super::*;

    /// What `d` and the keys would take away; the cursor is at `|`.
    fn covered(text: &str, keys: &str) -> Option<String> {
        let cursor = text.find('|').expect("the cursor is marked");
        let text = text.replacen('|', "", 1);
        let keys: Vec<char> = format!("d{keys}").chars().collect();
        let Parsed::Command(count, Action::Operate(_, motion)) = parse(&keys, false) else {
            panic!("no motion")
        };
        let target = target(&text, cursor, motion, count.unwrap_or(1), &mut None)?;
        Some(text[target.range].to_owned())
    }

    #[test]
    fn motions() {
        for (text, keys, wanted) in [
            ("|foo bar", "w", "foo "),
            ("|foo.bar", "w", "foo"),
            ("|foo.bar baz", "W", "foo.bar "),
            ("foo |bar", "b", "foo "),
            ("|foo bar", "e", "foo"),
            ("|foo bar", "2e", "foo bar"),
            ("foo |bar\nx", "$", "bar"),
            ("foo |bar", "0", "foo "),
            ("|f(a, b)", "f,", "f(a,"),
            ("|f(a, b)", "t,", "f(a"),
            ("f(a, |b)", "F(", "(a, "),
            ("f(a, |b)", "T(", "a, "),
            ("f|(a, (b))", "%", "(a, (b))"),
            ("f(a, (b)|)", "%", "(a, (b))"),
            ("a\n|b\nc", "G", "b\nc"),
            ("a\n|b\nc", "d", "b"),
            ("a\n|b\nc", "k", "a\nb"),
            ("a\n|b\nc", "j", "b\nc"),
            ("x = 'a |b' + 'c'", "i'", "a b"),
            ("x = 'a |b' + 'c'", "a'", "'a b'"),
            ("f(|a, [b])", "i(", "a, [b]"),
            ("f(a, [|b])", "ib", "a, [b]"),
            ("f(a, [|b])", "a[", "[b]"),
            ("one t|wo three", "iw", "two"),
            ("one t|wo three", "aw", "two "),
        ] {
            assert_eq!(covered(text, keys).as_deref(), Some(wanted), "{text} {keys}");
        }
        assert_eq!(covered("|abc", "fx"), None);
        assert_eq!(covered("|abc", "i("), None);
        assert_eq!(covered("|abc", "k"), None);
    }

    #[test]
    fn any_text() {
        let texts = ["", "é", "漢字 \n\n x", "((", "'", "👩‍🚀 a", "\n", "a\n"];
        let keys = "hlwWbBeE0^$;,%G{}kjd".chars().map(String::from);
        let more = ["fé", "tx", "gg", "iw", "aW", "i\"", "a(", "iB", "ip", "3w", "2k"];
        for keys in keys.chain(more.map(String::from)) {
            for text in texts {
                let ends = text.grapheme_indices(true).map(|it| it.0).chain([text.len()]);
                for cursor in ends {
                    let chars: Vec<char> = format!("d{keys}").chars().collect();
                    if let Parsed::Command(count, Action::Operate(_, motion)) = parse(&chars, false)
                        && let Some(it) =
                            target(text, cursor, motion, count.unwrap_or(1), &mut None)
                    {
                        assert!(text.get(it.range.clone()).is_some(), "{text:?} {keys} {cursor}");
                        assert!(text.is_char_boundary(it.to));
                    }
                }
            }
        }
    }
}
