//! Strings and the literal parts of f-strings.
//!
//! Reference: Language Reference, "String and Bytes literals" and "Formatted string literals".

use super::super::token::TokenKind;
use super::{FString, Scan, Tokenizer};

const MAX_FSTRINGS: usize = 150;
/// A field, a field in its format spec, and none below that.
const MAX_FIELDS: i32 = 3;

impl Tokenizer<'_> {
    /// A string whose opening quote stands at `at`, its prefix read.
    pub(super) fn string(&mut self, quote: u8) -> Scan<TokenKind> {
        let (line, line_start) = (self.line, self.line_start);
        self.at += 1;
        let mut quotes = 1;
        if self.peek(0) == quote {
            if self.peek(1) != quote {
                self.at += 1;
                return Ok(self.push(TokenKind::String));
            }
            self.at += 2;
            quotes = 3;
        }
        let (mut run, mut escaped_quote) = (0, false);
        loop {
            let byte = self.peek(0);
            if byte == quote {
                self.at += 1;
                run += 1;
                if run == quotes {
                    return Ok(self.push(TokenKind::String));
                }
                continue;
            }
            run = 0;
            match byte {
                0 => break,
                b'\n' if quotes == 1 => break,
                b'\n' => self.next_line(),
                b'\\' => {
                    self.at += 1;
                    match self.peek(0) {
                        0 => {}
                        b'\n' => self.next_line(),
                        escaped => {
                            escaped_quote |= escaped == quote;
                            self.at += 1;
                        }
                    }
                }
                _ => self.at += 1,
            }
        }
        let at_end = self.at == self.bytes.len();
        let message = match self.fstrings.last() {
            Some(it) if it.quote == quote && it.quotes == quotes => {
                "f-string: expecting '}'".to_owned()
            }
            _ => {
                let kind = if quotes == 3 { "triple-quoted string" } else { "string" };
                let hint = match quotes == 1 && escaped_quote {
                    true => "; perhaps you escaped the end quote?",
                    false => "",
                };
                format!("unterminated {kind} literal (detected at line {}){hint}", self.line)
            }
        };
        let recovering = message.starts_with("f-string");
        let mut failed = self.fail_at(message, line, line_start, self.start + 1);
        if let Err(failure) = &mut failed {
            failure.at_end = at_end && !recovering;
        }
        failed
    }

    /// The opening quotes of an f-string stand at `at`, its prefix read.
    pub(super) fn fstring_start(&mut self, quote: u8, raw: bool) -> Scan<TokenKind> {
        let triple = self.peek(1) == quote && self.peek(2) == quote;
        let quotes = if triple { 3 } else { 1 };
        self.at += quotes;
        if self.fstrings.len() + 1 >= MAX_FSTRINGS {
            return self.fail("too many nested f-strings");
        }
        self.fstrings.push(FString {
            literal: true,
            quote,
            quotes,
            start: self.start,
            line: self.line,
            line_start: self.line_start,
            raw,
            brackets: 0,
            fields: -1,
            in_spec: false,
        });
        Ok(self.push(TokenKind::FStringStart))
    }

    fn fstring(&mut self) -> &mut FString {
        self.fstrings.last_mut().expect("called within an f-string only")
    }

    /// A `{` that opens a field stands at `at`.
    fn enter_field(&mut self) -> Scan<()> {
        let fstring = self.fstring();
        fstring.fields += 1;
        fstring.literal = false;
        if fstring.fields >= MAX_FIELDS {
            return self.fail("f-string: expressions nested too deeply");
        }
        Ok(())
    }

    /// The next token of an f-string's literal part: text, the closing quotes, or a field's `{`.
    pub(super) fn fstring_part(&mut self) -> Scan<()> {
        self.begin();
        if self.peek(0) == b'{' && self.peek(1) != b'{' {
            self.enter_field()?;
            self.token()?;
            return Ok(());
        }
        let FString { quote, quotes, raw, brackets, fields, in_spec, .. } = *self.fstring();
        if (0..quotes).all(|i| self.peek(i) == quote) {
            self.at += quotes;
            self.push(TokenKind::FStringEnd);
            self.fstrings.pop();
            return Ok(());
        }
        let in_spec = in_spec && fields >= 0;
        let (mut run, mut named_escape) = (0, false);
        while run != quotes {
            let byte = self.peek(0);
            if byte == quote {
                self.at += 1;
                run += 1;
                continue;
            }
            run = 0;
            match byte {
                b'\n' if quotes == 1 && in_spec => {
                    // Back to code, where the newline is what the parser stumbles over.
                    let fstring = self.fstring();
                    fstring.literal = false;
                    fstring.in_spec = false;
                    self.push(TokenKind::FStringMiddle);
                    return Ok(());
                }
                0 => return self.unterminated_fstring(),
                b'\n' if quotes == 1 => return self.unterminated_fstring(),
                b'\n' => self.next_line(),
                b'{' => {
                    if self.peek(1) != b'{' || in_spec {
                        self.push(TokenKind::FStringMiddle);
                        return self.enter_field();
                    }
                    self.push_to(TokenKind::FStringMiddle, self.at + 1);
                    self.at += 2;
                    return Ok(());
                }
                b'}' if named_escape => {
                    self.at += 1;
                    self.push(TokenKind::FStringMiddle);
                    return Ok(());
                }
                b'}' => {
                    if self.peek(1) == b'}' && !in_spec && brackets == 0 {
                        self.push_to(TokenKind::FStringMiddle, self.at + 1);
                        self.at += 2;
                    } else {
                        self.push(TokenKind::FStringMiddle);
                        self.fstring().literal = false;
                    }
                    return Ok(());
                }
                b'\\' => {
                    self.at += 1;
                    match self.peek(0) {
                        0 => {}
                        brace @ (b'{' | b'}') => {
                            if !raw {
                                self.at += 1;
                                self.warn(format!("invalid escape sequence '\\{}'", brace as char));
                                self.at -= 1;
                            }
                        }
                        b'N' if !raw => {
                            self.at += 1;
                            if self.peek(0) == b'{' {
                                self.at += 1;
                                named_escape = true;
                            }
                        }
                        b'\n' => self.next_line(),
                        _ => self.at += 1,
                    }
                }
                _ => self.at += 1,
            }
        }
        self.at -= quotes;
        self.push(TokenKind::FStringMiddle);
        Ok(())
    }

    fn unterminated_fstring<T>(&mut self) -> Scan<T> {
        let detected = self.line;
        let FString { quotes, start, line, line_start, .. } = *self.fstring();
        let kind = if quotes == 3 { "triple-quoted f-string" } else { "f-string" };
        let message = format!("unterminated {kind} literal (detected at line {detected})");
        let mut failed = self.fail_at(message, line, line_start, start + 1);
        if let Err(failure) = &mut failed {
            failure.at_end = quotes == 3;
        }
        failed
    }
}
