//! What stands before the cursor: strings, brackets and the expression that a completion is about.
//!
//! The text is unfinished by nature, so this looks at characters and not at a tree.

/// A look at the text before the cursor.
pub struct Scan<'a> {
    text: &'a str,
    /// Start and end of each closed string and each closed pair of brackets, by end.
    closed: Vec<(usize, usize)>,
    /// Brackets that are open: which one, and where.
    open: Vec<(u8, usize)>,
    /// The string or comment that the cursor is in.
    inside: Option<Inside>,
    /// Where the statement under the cursor begins.
    statement: usize,
}

/// What the cursor is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inside {
    Comment,
    /// A string: where its prefix and where its content begins, and its quote.
    String {
        start: usize,
        content: usize,
        quote: u8,
    },
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}

impl<'a> Scan<'a> {
    /// Looks through the text up to the cursor.
    pub fn new(text: &'a str) -> Scan<'a> {
        let mut scan = Scan { text, closed: vec![], open: vec![], inside: None, statement: 0 };
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            match bytes[at] {
                b'#' => match text[at..].find('\n') {
                    Some(length) => at += length,
                    None => {
                        scan.inside = Some(Inside::Comment);
                        return scan;
                    }
                },
                quote @ (b'"' | b'\'') => match scan.string(at, quote) {
                    Some(end) => at = end,
                    None => return scan,
                },
                opening @ (b'(' | b'[' | b'{') => {
                    scan.open.push((opening, at));
                    at += 1;
                }
                b')' | b']' | b'}' => {
                    at += 1;
                    if let Some((_, start)) = scan.open.pop() {
                        scan.closed.push((start, at));
                    }
                }
                b'\\' => at += 2,
                byte => {
                    at += 1;
                    if scan.open.is_empty() && matches!(byte, b'\n' | b';' | b':') {
                        scan.statement = at;
                    }
                }
            }
        }
        scan
    }

    /// The end of the string whose quote is at `at`; `None` where the cursor is in it.
    fn string(&mut self, at: usize, quote: u8) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let letters = bytes[..at].iter().rev().take_while(|it| it.is_ascii_alphabetic()).count();
        let prefix = &bytes[at - letters..at];
        let is_prefix = letters <= 2
            && prefix.iter().all(|it| b"rRbBuUfF".contains(it))
            && !bytes[..at - letters].last().is_some_and(|it| is_word(*it));
        let start = if is_prefix { at - letters } else { at };
        let raw = is_prefix && prefix.iter().any(|it| it.eq_ignore_ascii_case(&b'r'));
        let triple = bytes[at..].starts_with(&[quote; 3]);
        let content = at + if triple { 3 } else { 1 };
        let mut end = content;
        while end < bytes.len() {
            match bytes[end] {
                b'\\' if !raw || bytes.get(end + 1) == Some(&quote) => end += 2,
                b'\n' if !triple => {
                    // Never closed: what comes after is code again.
                    return Some(end);
                }
                byte if byte == quote && (!triple || bytes[end..].starts_with(&[quote; 3])) => {
                    end += if triple { 3 } else { 1 };
                    self.closed.push((start, end));
                    return Some(end);
                }
                _ => end += 1,
            }
        }
        self.inside = Some(Inside::String { start, content, quote });
        None
    }

    pub fn inside(&self) -> Option<Inside> {
        self.inside
    }

    /// The statement under the cursor, up to it.
    pub fn statement(&self) -> &'a str {
        self.text[self.statement..].trim_start()
    }

    /// Where the name that ends at `end` begins; `end` itself if there is none.
    pub fn word_start(&self, end: usize) -> usize {
        let bytes = self.text.as_bytes();
        let length = bytes[..end].iter().rev().take_while(|it| is_word(**it)).count();
        end - length
    }

    /// The bracket the cursor is in, and where it is.
    pub fn bracket(&self) -> Option<(u8, usize)> {
        self.open.last().copied()
    }

    /// The primary expression (Language Reference, "Primaries") that ends at `end`: names, literals in
    /// brackets or quotes, attributes, subscripts, calls. Nothing else is looked through.
    pub fn primary(&self, end: usize) -> Option<&'a str> {
        let bytes = self.text.as_bytes();
        let mut at = end;
        loop {
            let before = self.atom(at)?;
            at = before;
            let called = at > 0 && matches!(bytes[before], b'(' | b'[');
            if called && self.can_end(at) {
                continue;
            }
            if at > 0 && bytes[at - 1] == b'.' && self.can_end(at - 1) {
                at -= 1;
                continue;
            }
            let text = &self.text[at..end];
            return (!text.as_bytes()[0].is_ascii_digit()).then_some(text);
        }
    }

    /// Whether something that can be called or asked for an attribute ends there.
    fn can_end(&self, end: usize) -> bool {
        let bytes = self.text.as_bytes();
        if end == 0 {
            return false;
        }
        let last = bytes[end - 1];
        if is_word(last) {
            return !is_keyword(&self.text[self.word_start(end)..end]);
        }
        matches!(last, b')' | b']' | b'}' | b'"' | b'\'')
    }

    /// Where the name, string or pair of brackets that ends at `end` begins.
    fn atom(&self, end: usize) -> Option<usize> {
        if let Some((start, _)) = self.closed.iter().rev().find(|it| it.1 == end) {
            return Some(*start);
        }
        let start = self.word_start(end);
        (start < end && !is_keyword(&self.text[start..end])).then_some(start)
    }
}

/// Words that are no names.
pub const KEYWORDS: &[&str] = &[
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue",
    "def", "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import",
    "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while",
    "with", "yield",
];

fn is_keyword(word: &str) -> bool {
    KEYWORDS.contains(&word) && !matches!(word, "True" | "False" | "None")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn primary(text: &str) -> Option<&str> {
        Scan::new(text).primary(text.len())
    }

    #[test]
    fn primaries() {
        assert_eq!(primary("x"), Some("x"));
        assert_eq!(primary("1 + x.y[0]"), Some("x.y[0]"));
        assert_eq!(primary("print('a'.upper()"), Some("'a'.upper()"));
        assert_eq!(primary("f(a, b'x')[1:2].c"), Some("f(a, b'x')[1:2].c"));
        assert_eq!(primary("return [1, 2]"), Some("[1, 2]"));
        assert_eq!(primary("x = {'a': ')'}"), Some("{'a': ')'}"));
        assert_eq!(primary("not (a)"), Some("(a)"));
        assert_eq!(primary("3"), None);
        assert_eq!(primary("a +"), None);
        assert_eq!(primary("in"), None);
    }

    #[test]
    fn strings_and_comments() {
        assert_eq!(Scan::new("x # y").inside(), Some(Inside::Comment));
        assert_eq!(Scan::new("'#' + x").inside(), None);
        let place = Inside::String { start: 2, content: 4, quote: b'"' };
        assert_eq!(
            Scan::new("d[r\"ab").inside(),
            Some(Inside::String { start: 2, content: 4, quote: b'"' })
        );
        assert_eq!(Scan::new("d[f\"ab\\\"").inside(), Some(place));
        assert_eq!(
            Scan::new("'''a'b").inside(),
            Some(Inside::String { start: 0, content: 3, quote: b'\'' })
        );
        assert_eq!(Scan::new("'never\nx").inside(), None);
    }

    #[test]
    fn brackets_and_statements() {
        let scan = Scan::new("x = 1; f(a, [b], ");
        assert_eq!(scan.bracket(), Some((b'(', 8)));
        assert_eq!(scan.statement(), "f(a, [b], ");
        assert_eq!(Scan::new("if x:\n    from a import b").statement(), "from a import b");
        assert_eq!(Scan::new("f()").bracket(), None);
    }
}
