//! Source text to tokens, with CPython 3.13's messages for what is no token.
//!
//! The whole source is tokenized ahead; the first failure ends the list and is kept beside it, since
//! a parser that stops earlier never sees it. Every token remembers whether the end of the source had
//! been looked at by then: that decides whether more input could help.
//!
//! Reference: Language Reference, "Lexical analysis".

mod number;
mod string;

use super::error::{ErrorKind, SyntaxError};
use super::literal::{is_identifier_continue, is_identifier_start, is_printable};
use super::token::{Token, TokenKind};
use super::warning::Warning;

const MAX_INDENTS: usize = 100;
const MAX_BRACKETS: usize = 200;
const TAB_SIZE: u32 = 8;

/// Everything the tokenizer found.
#[derive(Debug, Default)]
pub struct Tokens {
    pub list: Vec<Token>,
    /// Why the list ends before an end marker.
    pub failure: Option<Failure>,
    pub warnings: Vec<Warning>,
    /// The brackets still open where the list ends: the character, its line and its byte column.
    pub open: Vec<Bracket>,
    /// The blocks still open at the end marker: it then stands in the line that it ends.
    pub open_blocks: usize,
}

#[derive(Clone, Debug)]
pub struct Failure {
    pub error: SyntaxError,
    /// The end of the source is what was met.
    pub at_end: bool,
    /// It replaces a grammar error that stands before it.
    pub overrides: bool,
}

#[derive(Clone, Copy, Debug)]
pub struct Bracket {
    pub character: u8,
    pub line: u32,
    pub column: u32,
    pub start: u32,
}

/// One f-string being read. While `literal`, text is read up to the next `{`, else tokens as usual.
struct FString {
    literal: bool,
    quote: u8,
    quotes: usize,
    start: usize,
    line: u32,
    line_start: usize,
    raw: bool,
    /// Brackets open inside this f-string.
    brackets: i32,
    /// How many replacement fields are open, less one: a field in a format spec counts too.
    fields: i32,
    in_spec: bool,
}

pub struct Tokenizer<'a> {
    bytes: &'a [u8],
    text: &'a str,
    at: usize,
    /// The line and the offset of its first byte where `at` stands.
    line: u32,
    line_start: usize,
    /// Where the token being read starts, and its line.
    start: usize,
    start_line: u32,
    touched_end: bool,
    /// Columns of the open blocks, once with tabs to multiples of eight and once with tabs as one.
    indents: Vec<(u32, u32)>,
    fstrings: Vec<FString>,
    type_comments: bool,
    out: Tokens,
}

type Scan<T> = Result<T, Box<Failure>>;

/// Tokenizes all of `text`, which has `\n` line ends only.
pub fn tokenize(text: &str, type_comments: bool) -> Tokens {
    let mut tokenizer = Tokenizer {
        bytes: text.as_bytes(),
        text,
        at: 0,
        line: 1,
        line_start: 0,
        start: 0,
        start_line: 1,
        touched_end: false,
        indents: Vec::new(),
        fstrings: Vec::new(),
        type_comments,
        out: Tokens { list: Vec::with_capacity(text.len() / 4 + 4), ..Tokens::default() },
    };
    if let Err(failure) = tokenizer.run() {
        tokenizer.out.failure = Some(*failure);
    }
    tokenizer.out
}

impl Tokenizer<'_> {
    fn run(&mut self) -> Scan<()> {
        let mut at_line_start = true;
        loop {
            if self.fstrings.last().is_some_and(|it| it.literal) {
                self.fstring_part()?;
                continue;
            }
            if at_line_start {
                at_line_start = false;
                if self.out.open.is_empty() && !self.line_head()? {
                    // A blank or comment line makes no token.
                    at_line_start = true;
                    continue;
                }
            }
            match self.token()? {
                TokenKind::Newline => at_line_start = true,
                TokenKind::EndMarker => return Ok(()),
                _ => {}
            }
        }
    }

    /// The byte `ahead` places on; 0, which no source contains, beyond the end.
    #[inline]
    fn peek(&mut self, ahead: usize) -> u8 {
        match self.bytes.get(self.at + ahead) {
            Some(&byte) => byte,
            None => {
                self.touched_end = true;
                0
            }
        }
    }

    /// Steps over a line end that stands at `at`.
    fn next_line(&mut self) {
        self.at += 1;
        // After the last line end there is no new line: errors there belong to the line before.
        if self.at < self.bytes.len() {
            self.line += 1;
            self.line_start = self.at;
        }
    }

    fn begin(&mut self) {
        self.start = self.at;
        self.start_line = self.line;
    }

    fn push(&mut self, kind: TokenKind) -> TokenKind {
        self.push_to(kind, self.at)
    }

    fn push_to(&mut self, kind: TokenKind, end: usize) -> TokenKind {
        self.out.list.push(Token {
            kind,
            touched_end: self.touched_end,
            start: self.start as u32,
            end: end as u32,
            line: self.start_line,
        });
        kind
    }

    /// An error that CPython's tokenizer raises itself, placed behind what has been read so far.
    fn fail<T>(&self, message: impl Into<String>) -> Scan<T> {
        self.fail_at(message, self.line, self.line_start, self.at)
    }

    fn fail_at<T>(
        &self,
        message: impl Into<String>,
        line: u32,
        line_start: usize,
        at: usize,
    ) -> Scan<T> {
        let offset = self.characters(line_start, at) as i32;
        Err(Box::new(Failure {
            error: SyntaxError {
                line: Some(line),
                offset: Some(offset),
                end_line: Some(line),
                end_offset: Some(offset),
                text: Some(self.line_text(line_start).to_owned()),
                ..SyntaxError::bare(ErrorKind::Syntax, message)
            },
            at_end: false,
            // Within an f-string, what the parser has to say comes first.
            overrides: self.fstrings.is_empty(),
        }))
    }

    /// An error that CPython's parser raises on the tokenizer's behalf.
    fn fail_softly<T>(
        &self,
        kind: ErrorKind,
        message: &str,
        offset: i32,
        end_offset: i32,
        at_end: bool,
    ) -> Scan<T> {
        let with_end = match self.bytes[self.line_start..].iter().position(|&it| it == b'\n') {
            Some(length) => &self.text[self.line_start..self.line_start + length + 1],
            None => &self.text[self.line_start..],
        };
        Err(Box::new(Failure {
            error: SyntaxError {
                line: Some(self.line),
                offset: Some(offset),
                end_line: Some(self.line),
                end_offset: Some(end_offset),
                text: Some(with_end.to_owned()),
                ..SyntaxError::bare(kind, message)
            },
            at_end,
            overrides: false,
        }))
    }

    fn characters(&self, from: usize, to: usize) -> usize {
        self.bytes[from.min(to)..to].iter().filter(|&&it| it & 0xC0 != 0x80).count()
    }

    /// The line that starts at `line_start`, without its end.
    fn line_text(&self, line_start: usize) -> &str {
        let rest = &self.text[line_start..];
        rest.split('\n').next().unwrap_or(rest)
    }

    fn warn(&mut self, message: String) {
        if let Err(failure) = self.fail::<()>(message.clone()) {
            let error = failure.error;
            self.out.warnings.push(Warning { message, line: self.line, error });
        }
    }

    /// Indentation of a logical line; false when the line is blank.
    fn line_head(&mut self) -> Scan<bool> {
        let (mut column, mut alternative, mut continued) = (0, 0, 0);
        loop {
            match self.peek(0) {
                b' ' => (column, alternative) = (column + 1, alternative + 1),
                b'\t' => {
                    column = (column / TAB_SIZE + 1) * TAB_SIZE;
                    alternative += 1;
                }
                0x0C => (column, alternative) = (0, 0),
                b'\\' => {
                    // The indentation of the first of several joined lines is the one that counts.
                    if continued == 0 {
                        continued = column;
                    }
                    self.continuation()?;
                    continue;
                }
                _ => break,
            }
            self.at += 1;
        }
        match self.peek(0) {
            b'\n' => {
                self.next_line();
                return Ok(false);
            }
            b'#' => {
                self.comment();
                if self.peek(0) == b'\n' {
                    self.next_line();
                    return Ok(false);
                }
                return Ok(true);
            }
            _ => {}
        }
        if continued != 0 {
            (column, alternative) = (continued, continued);
        }
        self.begin();
        self.indentation(column, alternative)?;
        Ok(true)
    }

    fn indentation(&mut self, column: u32, alternative: u32) -> Scan<()> {
        let (top, top_alternative) = self.indents.last().copied().unwrap_or_default();
        if column == top {
            if alternative != top_alternative {
                return self.tab_error();
            }
        } else if column > top {
            if self.indents.len() + 1 >= MAX_INDENTS {
                let message = "too many levels of indentation";
                return self.fail_softly(ErrorKind::Indentation, message, 1, 0, false);
            }
            if alternative <= top_alternative {
                return self.tab_error();
            }
            self.indents.push((column, alternative));
            self.start = self.line_start;
            self.push(TokenKind::Indent);
        } else {
            let mut closed = 0;
            while self.indents.last().is_some_and(|&(open, _)| column < open) {
                self.indents.pop();
                closed += 1;
            }
            let (top, top_alternative) = self.indents.last().copied().unwrap_or_default();
            if column != top {
                let rest = &self.bytes[self.at..];
                let length =
                    rest.iter().position(|&it| it == b'\n').map_or(rest.len(), |it| it + 1);
                let offset = self.characters(self.line_start, self.at + length) as i32;
                let message = "unindent does not match any outer indentation level";
                return self.fail_softly(ErrorKind::Indentation, message, offset, -1, false);
            }
            if alternative != top_alternative {
                return self.tab_error();
            }
            for _ in 0..closed {
                self.push(TokenKind::Dedent);
            }
        }
        Ok(())
    }

    fn tab_error<T>(&self) -> Scan<T> {
        let message = "inconsistent use of tabs and spaces in indentation";
        self.fail_softly(ErrorKind::Tab, message, 1, 0, false)
    }

    /// A backslash stands at `at`; steps over it and the line end that must follow.
    fn continuation(&mut self) -> Scan<()> {
        self.at += 1;
        if self.peek(0) != b'\n' {
            let read = self.at + (self.at < self.bytes.len()) as usize;
            let offset = self.characters(self.line_start, read) as i32;
            let message = "unexpected character after line continuation character";
            return self.fail_softly(ErrorKind::Syntax, message, offset, 0, false);
        }
        self.next_line();
        if self.at == self.bytes.len() {
            self.touched_end = true;
            let offset = self.characters(self.line_start, self.at) as i32;
            let message = "unexpected EOF while parsing";
            return match self.never_closed() {
                Some(failure) => Err(failure),
                None => self.fail_softly(ErrorKind::Syntax, message, offset, -1, true),
            };
        }
        Ok(())
    }

    /// A comment stands at `at`; steps up to the line end. A type comment makes a token.
    fn comment(&mut self) {
        let from = self.at;
        let rest = &self.bytes[from..];
        self.at += rest.iter().position(|&it| it == b'\n').unwrap_or(rest.len());
        if self.at == self.bytes.len() {
            self.touched_end = true;
        }
        if self.type_comments {
            let blank = |it: &u8| matches!(it, b' ' | b'\t');
            let body = &self.bytes[from + 1..self.at];
            let inner = body.iter().skip_while(|it| blank(it)).count();
            if self.bytes[self.at - inner..self.at].starts_with(b"type: ") {
                let outer = (self.start, self.start_line);
                let word = inner - b"type: ".len();
                let text = &self.bytes[self.at - word..self.at];
                self.start = self.at - text.iter().skip_while(|it| blank(it)).count();
                self.start_line = self.line;
                self.push(TokenKind::TypeComment);
                (self.start, self.start_line) = outer;
            }
        }
    }

    /// The message for the innermost open bracket, if one is open.
    fn never_closed(&self) -> Option<Box<Failure>> {
        let bracket = self.out.open.last()?;
        let mut error = never_closed(bracket, self.text);
        if bracket.line != self.line {
            error.text = error.text.map(|it| it.trim_end_matches('\n').to_owned());
        }
        Some(Box::new(Failure { error, at_end: true, overrides: false }))
    }

    /// Reads one token of ordinary code, skipping blanks, comments and joined lines before it.
    fn token(&mut self) -> Scan<TokenKind> {
        loop {
            let byte = self.peek(0);
            match byte {
                b' ' | b'\t' | 0x0C => self.at += 1,
                b'#' => {
                    self.begin();
                    self.comment();
                    if self.peek(0) == b'\n' && self.out.open.is_empty() {
                        // A NEWLINE after a comment starts where the comment does.
                        self.push_to(TokenKind::Newline, self.start);
                        self.next_line();
                        return Ok(TokenKind::Newline);
                    }
                }
                b'\n' => {
                    if self.out.open.is_empty() {
                        self.begin();
                        self.push(TokenKind::Newline);
                        self.next_line();
                        return Ok(TokenKind::Newline);
                    }
                    self.next_line();
                }
                b'\\' => self.continuation()?,
                0 => {
                    self.begin();
                    if let Some(failure) = self.never_closed() {
                        return Err(failure);
                    }
                    self.out.open_blocks = self.indents.len();
                    return Ok(self.push(TokenKind::EndMarker));
                }
                b'a'..=b'z' | b'A'..=b'Z' | b'_' | 0x80.. => {
                    self.begin();
                    return self.word(byte);
                }
                b'0'..=b'9' => {
                    self.begin();
                    return self.number();
                }
                b'"' | b'\'' => {
                    self.begin();
                    return self.string(byte);
                }
                _ => {
                    self.begin();
                    return self.operator(byte);
                }
            }
        }
    }

    /// A name, a keyword, or a string with a prefix.
    fn word(&mut self, first: u8) -> Scan<TokenKind> {
        let mut ascii = true;
        loop {
            match self.peek(0) {
                b'a'..=b'z' | b'A'..=b'Z' | b'_' | b'0'..=b'9' => {}
                0x80.. => ascii = false,
                _ => break,
            }
            self.at += 1;
        }
        let bytes = self.bytes;
        let word = &bytes[self.start..self.at];
        if word.len() <= 2 && matches!(bytes.get(self.at), Some(b'"' | b'\'')) {
            let quote = bytes[self.at];
            match word {
                b"f" | b"F" => return self.fstring_start(quote, false),
                [b'f' | b'F', b'r' | b'R'] | [b'r' | b'R', b'f' | b'F'] => {
                    return self.fstring_start(quote, true);
                }
                [b'r' | b'R' | b'b' | b'B' | b'u' | b'U']
                | [b'b' | b'B', b'r' | b'R']
                | [b'r' | b'R', b'b' | b'B'] => return self.string(quote),
                _ => {}
            }
        }
        if !ascii {
            self.verify_identifier()?;
            return Ok(self.push(TokenKind::Name));
        }
        let kind = if first.is_ascii_lowercase() || matches!(first, b'F' | b'N' | b'T') {
            TokenKind::of_word(word)
        } else {
            TokenKind::Name
        };
        Ok(self.push(kind))
    }

    fn verify_identifier(&mut self) -> Scan<()> {
        let text = self.text;
        for (i, character) in text[self.start..self.at].char_indices() {
            let valid = match i {
                0 => is_identifier_start(character),
                _ => is_identifier_continue(character),
            };
            if !valid {
                self.at = self.start + i + character.len_utf8();
                let code = character as u32;
                return self.fail(match is_printable(character) {
                    true => format!("invalid character '{character}' (U+{code:04X})"),
                    false => format!("invalid non-printable character U+{code:04X}"),
                });
            }
        }
        Ok(())
    }

    fn operator(&mut self, first: u8) -> Scan<TokenKind> {
        use TokenKind::*;
        if first == b'.' {
            return match self.peek(1) {
                b'0'..=b'9' => self.number(),
                b'.' if self.peek(2) == b'.' => Ok(self.take(3, Ellipsis)),
                _ => Ok(self.take(1, Dot)),
            };
        }
        if first == b':' && self.opens_format_spec() {
            return Ok(self.take(1, Colon));
        }
        let kind = match (first, self.peek(1)) {
            (b'(', _) => return self.open(LeftParen),
            (b'[', _) => return self.open(LeftBracket),
            (b'{', _) => return self.open(LeftBrace),
            (b')', _) => return self.close(RightParen),
            (b']', _) => return self.close(RightBracket),
            (b'}', _) => return self.close(RightBrace),
            (b',', _) => return Ok(self.take(1, Comma)),
            (b':', b'=') => ColonEqual,
            (b':', _) => return Ok(self.take(1, Colon)),
            (b'=', b'=') => EqualEqual,
            (b'=', _) => return Ok(self.take(1, Equal)),
            (b'!', b'=') => NotEqual,
            (b'!', _) => return Ok(self.take(1, Exclamation)),
            (b'+', b'=') => PlusEqual,
            (b'+', _) => return Ok(self.take(1, Plus)),
            (b'-', b'=') => MinusEqual,
            (b'-', b'>') => Arrow,
            (b'-', _) => return Ok(self.take(1, Minus)),
            (b'*', b'*') => return Ok(self.take_equal(DoubleStar, DoubleStarEqual)),
            (b'*', b'=') => StarEqual,
            (b'*', _) => return Ok(self.take(1, Star)),
            (b'/', b'/') => return Ok(self.take_equal(DoubleSlash, DoubleSlashEqual)),
            (b'/', b'=') => SlashEqual,
            (b'/', _) => return Ok(self.take(1, Slash)),
            (b'<', b'<') => return Ok(self.take_equal(LeftShift, LeftShiftEqual)),
            (b'>', b'>') => return Ok(self.take_equal(RightShift, RightShiftEqual)),
            (b'<', b'>') => NotEqual,
            (b'<', b'=') => LessEqual,
            (b'<', _) => return Ok(self.take(1, Less)),
            (b'>', b'=') => GreaterEqual,
            (b'>', _) => return Ok(self.take(1, Greater)),
            (b'%', b'=') => PercentEqual,
            (b'%', _) => return Ok(self.take(1, Percent)),
            (b'&', b'=') => AmpersandEqual,
            (b'&', _) => return Ok(self.take(1, Ampersand)),
            (b'|', b'=') => BarEqual,
            (b'|', _) => return Ok(self.take(1, Bar)),
            (b'^', b'=') => CaretEqual,
            (b'^', _) => return Ok(self.take(1, Caret)),
            (b'@', b'=') => AtEqual,
            (b'@', _) => return Ok(self.take(1, At)),
            (b'~', _) => return Ok(self.take(1, Tilde)),
            (b';', _) => return Ok(self.take(1, Semicolon)),
            (b'$' | b'?' | b'`', _) => return Ok(self.take(1, Stray)),
            (other, _) => {
                self.at += 1;
                return self.fail(format!("invalid non-printable character U+{other:04X}"));
            }
        };
        Ok(self.take(2, kind))
    }

    fn take(&mut self, length: usize, kind: TokenKind) -> TokenKind {
        self.at += length;
        self.push(kind)
    }

    /// A doubled operator, or that with `=` behind it.
    fn take_equal(&mut self, plain: TokenKind, assigning: TokenKind) -> TokenKind {
        match self.peek(2) {
            b'=' => self.take(3, assigning),
            _ => self.take(2, plain),
        }
    }

    fn open(&mut self, kind: TokenKind) -> Scan<TokenKind> {
        let character = self.bytes[self.at];
        self.at += 1;
        if self.out.open.len() >= MAX_BRACKETS {
            return self.fail("too many nested parentheses");
        }
        self.out.open.push(Bracket {
            character,
            line: self.line,
            column: (self.start - self.line_start) as u32,
            start: self.start as u32,
        });
        if let Some(fstring) = self.fstrings.last_mut() {
            fstring.brackets += 1;
        }
        Ok(self.push(kind))
    }

    fn close(&mut self, kind: TokenKind) -> Scan<TokenKind> {
        let character = self.bytes[self.at] as char;
        self.at += 1;
        if let Some(fstring) = self.fstrings.last()
            && fstring.brackets == 0
            && character == '}'
        {
            return self.fail("f-string: single '}' is not allowed");
        }
        if self.fstrings.is_empty() && self.out.open.is_empty() {
            return self.fail(format!("unmatched '{character}'"));
        }
        let Some(open) = self.out.open.last().copied() else {
            return self.fail(format!("unmatched '{character}'"));
        };
        let opener = open.character as char;
        if !matches!((opener, character), ('(', ')') | ('[', ']') | ('{', '}')) {
            if let Some(fstring) = self.fstrings.last()
                && opener == '{'
                && fstring.brackets - 1 == fstring.fields
            {
                return self.fail(format!("f-string: unmatched '{character}'"));
            }
            let message = format!(
                "closing parenthesis '{character}' does not match opening parenthesis '{opener}'"
            );
            return self.fail(match open.line == self.line {
                true => message,
                false => format!("{message} on line {}", open.line),
            });
        }
        self.out.open.pop();
        if let Some(fstring) = self.fstrings.last_mut() {
            fstring.brackets -= 1;
            if fstring.brackets < 0 {
                return self.fail(format!("f-string: unmatched '{character}'"));
            }
            if character == '}' && fstring.brackets == fstring.fields {
                fstring.fields -= 1;
                fstring.literal = true;
                fstring.in_spec = false;
            }
        }
        Ok(self.push(kind))
    }

    /// A `:` outside all brackets of a replacement field starts its format spec.
    fn opens_format_spec(&mut self) -> bool {
        match self.fstrings.last_mut() {
            Some(it) if it.fields >= 0 && it.brackets - 1 == it.fields => {
                it.literal = true;
                it.in_spec = true;
                true
            }
            _ => false,
        }
    }
}

/// The error for a bracket that the source leaves open.
pub fn never_closed(bracket: &Bracket, text: &str) -> SyntaxError {
    let line_start = (bracket.start - bracket.column) as usize;
    let line = text[line_start..].split_inclusive('\n').next().unwrap_or("");
    let column = text[line_start..bracket.start as usize].chars().count() as i32;
    SyntaxError {
        line: Some(bracket.line),
        offset: Some(column + 1),
        end_line: Some(bracket.line),
        end_offset: Some(0),
        text: Some(line.to_owned()),
        ..SyntaxError::bare(
            ErrorKind::Syntax,
            format!("'{}' was never closed", bracket.character as char),
        )
    }
}
