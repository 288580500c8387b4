//! Numbers: what one may look like and what may follow it.
//!
//! Reference: Language Reference, "Numeric literals".

use super::super::error::{ErrorKind, SyntaxError};
use super::super::token::TokenKind;
use super::{Failure, Scan, Tokenizer};

impl Tokenizer<'_> {
    /// A number whose first character, a digit or a `.`, stands at `at`.
    pub(super) fn number(&mut self) -> Scan<TokenKind> {
        match (self.peek(0), self.peek_if_zero()) {
            (b'.', _) => return self.fraction(),
            (b'0', b'x' | b'X') => return self.with_base(16, "hexadecimal"),
            (b'0', b'o' | b'O') => return self.with_base(8, "octal"),
            (b'0', b'b' | b'B') => return self.with_base(2, "binary"),
            (b'0', _) => return self.leading_zero(),
            _ => {}
        }
        self.decimal_digits()?;
        self.after_digits()
    }

    fn peek_if_zero(&mut self) -> u8 {
        if self.bytes[self.at] == b'0' { self.peek(1) } else { 0 }
    }

    /// Digits with single underscores between them; one digit stands at `at`.
    fn decimal_digits(&mut self) -> Scan<()> {
        loop {
            while self.peek(0).is_ascii_digit() {
                self.at += 1;
            }
            if self.peek(0) != b'_' {
                return Ok(());
            }
            self.at += 1;
            if !self.peek(0).is_ascii_digit() {
                return self.fail("invalid decimal literal");
            }
        }
    }

    fn with_base(&mut self, base: u32, name: &str) -> Scan<TokenKind> {
        self.at += 2;
        let is_digit = |byte: u8| (byte as char).is_digit(base);
        loop {
            if self.peek(0) == b'_' {
                self.at += 1;
            }
            if !is_digit(self.peek(0)) {
                if self.peek(0).is_ascii_digit() {
                    return self.bad_digit(name);
                }
                return self.fail(format!("invalid {name} literal"));
            }
            while is_digit(self.peek(0)) {
                self.at += 1;
            }
            if self.peek(0) != b'_' {
                break;
            }
        }
        if self.peek(0).is_ascii_digit() {
            return self.bad_digit(name);
        }
        self.finish(name)
    }

    fn bad_digit<T>(&mut self, name: &str) -> Scan<T> {
        let digit = self.peek(0) as char;
        self.at += 1;
        self.fail(format!("invalid digit '{digit}' in {name} literal"))
    }

    /// Zeros alone are an integer; with other digits behind them only a float or an imaginary is.
    fn leading_zero(&mut self) -> Scan<TokenKind> {
        loop {
            if self.peek(0) == b'_' {
                self.at += 1;
                if !self.peek(0).is_ascii_digit() {
                    return self.fail("invalid decimal literal");
                }
            }
            if self.peek(0) != b'0' {
                break;
            }
            self.at += 1;
        }
        let zeros_end = self.at;
        if !self.peek(0).is_ascii_digit() {
            return self.after_digits();
        }
        self.decimal_digits()?;
        if matches!(self.peek(0), b'.' | b'e' | b'E' | b'j' | b'J') {
            return self.after_digits();
        }
        let offset = |at| self.characters(self.line_start, at) as i32;
        let error = SyntaxError {
            line: Some(self.line),
            offset: Some(offset(self.start) + 1),
            end_line: Some(self.line),
            end_offset: Some(offset(zeros_end) + 1),
            text: Some(self.line_text(self.line_start).to_owned()),
            ..SyntaxError::bare(
                ErrorKind::Syntax,
                "leading zeros in decimal integer literals are not permitted; \
                 use an 0o prefix for octal integers",
            )
        };
        Err(Box::new(Failure { error, at_end: false, overrides: true }))
    }

    fn after_digits(&mut self) -> Scan<TokenKind> {
        match self.peek(0) {
            b'.' => self.fraction(),
            _ => self.after_fraction(),
        }
    }

    fn fraction(&mut self) -> Scan<TokenKind> {
        self.at += 1;
        if self.peek(0).is_ascii_digit() {
            self.decimal_digits()?;
        }
        self.after_fraction()
    }

    fn after_fraction(&mut self) -> Scan<TokenKind> {
        match self.peek(0) {
            b'e' | b'E' => self.exponent(),
            b'j' | b'J' => self.imaginary(),
            _ => self.finish("decimal"),
        }
    }

    fn exponent(&mut self) -> Scan<TokenKind> {
        match self.peek(1) {
            b'+' | b'-' => {
                self.at += 2;
                if !self.peek(0).is_ascii_digit() {
                    return self.fail("invalid decimal literal");
                }
            }
            b'0'..=b'9' => self.at += 1,
            // No exponent: `1else` is a number and a keyword.
            _ => return self.finish("decimal"),
        }
        self.decimal_digits()?;
        match self.peek(0) {
            b'j' | b'J' => self.imaginary(),
            _ => self.finish("decimal"),
        }
    }

    fn imaginary(&mut self) -> Scan<TokenKind> {
        self.at += 1;
        self.finish("imaginary")
    }

    /// Only a keyword that may follow an operand may touch a number, and that is doubtful already.
    fn finish(&mut self, name: &str) -> Scan<TokenKind> {
        let next = self.peek(0);
        if next.is_ascii_alphanumeric() || next == b'_' {
            let rest = &self.bytes[self.at..];
            let word =
                |word: &[u8]| rest.starts_with(word) && !continues_word(rest.get(word.len()));
            let keyword = match next {
                b'a' => word(b"and"),
                b'e' => word(b"else"),
                b'f' => word(b"for"),
                b'i' => matches!(rest.get(1), Some(b'f' | b'n' | b's')),
                b'n' => word(b"not"),
                b'o' => word(b"or"),
                _ => false,
            };
            if !keyword {
                return self.fail(format!("invalid {name} literal"));
            }
            self.warn(format!("invalid {name} literal"));
        }
        Ok(self.push(TokenKind::Number))
    }
}

fn continues_word(byte: Option<&u8>) -> bool {
    byte.is_some_and(|&it| it.is_ascii_alphanumeric() || it == b'_' || it >= 0x80)
}
