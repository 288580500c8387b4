//! Source code as the tokenizer wants it: decoded, with `\n` line ends, and its lines at hand.
//!
//! Reference: Language Reference, "Lexical analysis", "Line structure" and "Encoding declarations".

use std::cell::OnceCell;

use super::error::{ErrorKind, SyntaxError};
use super::token::TokenKind;
use super::tokenizer::tokenize;

const BOM: &[u8] = b"\xEF\xBB\xBF";

/// The text of one `compile()` call.
#[derive(Debug)]
pub struct Source {
    text: String,
    /// Where each line starts; made when first asked for.
    starts: OnceCell<Vec<u32>>,
}

impl Source {
    fn new(text: String) -> Source {
        Source { text, starts: OnceCell::new() }
    }

    /// Source that comes as a `str`, which is taken as it is: no mark and no cookie counts. A string
    /// with lone surrogates never gets here, as it cannot be encoded.
    pub fn from_text(text: &str) -> Result<Source, SyntaxError> {
        if text.contains('\0') {
            return Err(null_bytes());
        }
        Ok(Source::new(translate_newlines(text)))
    }

    /// Source that comes as bytes: UTF-8 unless a cookie in the first two lines says otherwise.
    pub fn from_bytes(bytes: &[u8]) -> Result<Source, SyntaxError> {
        if bytes.contains(&0) {
            return Err(null_bytes());
        }
        let (marked, bytes) = match bytes.strip_prefix(BOM) {
            Some(rest) => (true, rest),
            None => (false, bytes),
        };
        let encoding = declared_encoding(bytes).unwrap_or_else(|| "utf-8".to_owned());
        match encoding.as_str() {
            "utf-8" => Source::from_utf8(bytes),
            // Another spelling is another encoding, as far as the mark goes.
            _ if marked => Err(undecodable(format!("encoding problem: {encoding} with BOM"))),
            "utf8" => Source::from_utf8(bytes),
            "iso-8859-1" => {
                let text: String = bytes.iter().map(|&it| it as char).collect();
                Ok(Source::new(translate_newlines(&text)))
            }
            "ascii" | "us-ascii" => match bytes.iter().position(|it| !it.is_ascii()) {
                Some(at) => Err(undecodable(format!(
                    "'ascii' codec can't decode byte 0x{:02x} in position {at}: \
                     ordinal not in range(128)",
                    bytes[at]
                ))),
                None => Source::from_utf8(bytes),
            },
            _ => Err(undecodable(format!("unknown encoding: {encoding}"))),
        }
    }

    /// Source in a file that is run: bytes again, but CPython reads it line by line and has other words
    /// for what is wrong.
    pub fn from_file(bytes: &[u8], name: &str) -> Result<Source, SyntaxError> {
        if let Some(at) = bytes.iter().position(|&it| it == 0) {
            let before = &bytes[..at];
            let line = before.iter().filter(|&&it| it == b'\n').count() as u32 + 1;
            let text = before.rsplit(|&it| it == b'\n').next().unwrap_or_default();
            return Err(SyntaxError {
                line: Some(line),
                offset: Some(0),
                end_line: Some(line),
                end_offset: Some(0),
                text: Some(String::from_utf8_lossy(text).into_owned()),
                ..SyntaxError::bare(ErrorKind::Syntax, "source code cannot contain null bytes")
            });
        }
        let declared = declared_encoding(bytes.strip_prefix(BOM).unwrap_or(bytes));
        if declared.is_none()
            && let Err(error) = std::str::from_utf8(bytes)
        {
            let before = &bytes[..error.valid_up_to()];
            let line = before.iter().filter(|&&it| it == b'\n').count() + 1;
            let message = format!(
                "Non-UTF-8 code starting with '\\x{:02x}' in file {name} on line {line}, but no \
                 encoding declared; see https://peps.python.org/pep-0263/ for details",
                bytes[error.valid_up_to()]
            );
            return Err(SyntaxError::bare(ErrorKind::Syntax, message));
        }
        Source::from_bytes(bytes).map_err(|error| match (declared, error.line) {
            (Some(encoding), Some(0)) if !error.message.starts_with("encoding problem") => {
                SyntaxError::bare(ErrorKind::Syntax, format!("encoding problem: {encoding}"))
            }
            (_, Some(0)) => SyntaxError::bare(error.kind, error.message),
            _ => error,
        })
    }

    fn from_utf8(bytes: &[u8]) -> Result<Source, SyntaxError> {
        match std::str::from_utf8(bytes) {
            Ok(text) => Ok(Source::new(translate_newlines(text))),
            Err(error) => Source::from_broken_utf8(bytes, error),
        }
    }

    /// CPython decodes tokens, not files: what is broken in a comment does no harm, and in a string
    /// the place is counted from its opening quote.
    fn from_broken_utf8(bytes: &[u8], error: std::str::Utf8Error) -> Result<Source, SyntaxError> {
        let source = Source::new(translate_newlines(&String::from_utf8_lossy(bytes)));
        let intact = &bytes[..error.valid_up_to()];
        let at = translate_newlines(&String::from_utf8_lossy(intact)).len() as u32;
        let tokens = tokenize(&source.text, false).list;
        let inside = tokens.iter().find(|it| it.start <= at && at < it.end);
        let Some(token) = inside else {
            let comment = source.text[..at as usize].rfind(['#', '\n']);
            if comment.is_some_and(|it| source.text.as_bytes()[it] == b'#') {
                return Ok(source);
            }
            return Err(broken_utf8(bytes, &error, error.valid_up_to()));
        };
        let text = &source.text[token.start as usize..token.end as usize];
        let quoted = text.trim_start_matches(|it: char| it.is_ascii_alphabetic());
        let prefix = text.len() - quoted.len();
        let opening = match token.kind {
            TokenKind::String if quoted.starts_with("\"\"\"") || quoted.starts_with("'''") => 3,
            TokenKind::String => 1,
            _ => 0,
        };
        let body = token.start as usize + opening + if opening > 0 { prefix } else { 0 };
        let position = (at as usize).saturating_sub(body);
        let place = |offset: u32| {
            let starts = source.starts();
            let line = starts.partition_point(|&it| it <= offset);
            (line as u32, source.characters_before(line as u32, offset - starts[line - 1]) as i32)
        };
        let ((line, column), (end_line, end_column)) = (place(token.start), place(token.end));
        Err(SyntaxError {
            line: Some(line),
            offset: Some(column + 1),
            end_line: Some(end_line),
            end_offset: Some(end_column + 1),
            text: Some(source.line(line).to_owned()),
            ..broken_utf8(bytes, &error, position)
        })
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// A module's last line always ends, whether that was written or not.
    pub(super) fn with_final_newline(&self) -> Source {
        let mut text = String::with_capacity(self.text.len() + 1);
        text.push_str(&self.text);
        text.push('\n');
        Source::new(text)
    }

    /// Where each line starts.
    pub(super) fn starts(&self) -> &[u32] {
        self.starts.get_or_init(|| {
            let newlines = self.text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n');
            std::iter::once(0).chain(newlines.map(|(i, _)| i as u32 + 1)).collect()
        })
    }

    /// Line `number` (from 1) with its line end; empty when there is no such line.
    pub fn line(&self, number: u32) -> &str {
        let starts = self.starts();
        let Some(&start) = (number as usize).checked_sub(1).and_then(|i| starts.get(i)) else {
            return "";
        };
        let end = starts.get(number as usize).map_or(self.text.len(), |&it| it as usize);
        &self.text[start as usize..end]
    }

    /// How many characters of line `number` stand before its byte `column`.
    pub fn characters_before(&self, number: u32, column: u32) -> u32 {
        let line = self.line(number).as_bytes();
        let column = column as usize;
        let inside = &line[..column.min(line.len())];
        let characters = inside.iter().filter(|&&byte| byte & 0xC0 != 0x80).count();
        (characters + column.saturating_sub(line.len())) as u32
    }
}

/// The encoding that a cookie in the first two lines names, under its usual spelling.
///
/// Whoever knows more encodings than [`Source::from_bytes`] decodes by it and goes on with
/// [`Source::from_text`].
pub fn declared_encoding(bytes: &[u8]) -> Option<String> {
    for line in bytes.split(|&it| it == b'\n').take(2) {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let blanks = line.iter().take_while(|it| matches!(it, b' ' | b'\t' | 0x0C)).count();
        match line.get(blanks) {
            Some(b'#') => {}
            // Code in the first line: the second is no place for a cookie any more.
            Some(_) => return None,
            None => continue,
        }
        if let Some(name) = cookie(&line[blanks..]) {
            return Some(usual_spelling(&name));
        }
    }
    None
}

/// The name behind `coding:` or `coding=` in a comment.
fn cookie(comment: &[u8]) -> Option<String> {
    const WORD: &[u8] = b"coding";
    for at in comment.windows(WORD.len()).enumerate().filter(|it| it.1 == WORD).map(|it| it.0) {
        let Some((b':' | b'=', rest)) = comment[at + WORD.len()..].split_first() else { continue };
        let rest = rest.trim_ascii_start();
        let named = |it: &&u8| it.is_ascii_alphanumeric() || matches!(it, b'-' | b'_' | b'.');
        let name: String = rest.iter().take_while(named).map(|&it| it as char).collect();
        if !name.is_empty() {
            return Some(name);
        }
    }
    None
}

fn usual_spelling(name: &str) -> String {
    let lower = name.to_ascii_lowercase().replace('_', "-");
    let is = |known: &str| lower == known || lower.starts_with(&format!("{known}-"));
    if is("utf-8") {
        return "utf-8".to_owned();
    }
    if is("latin-1")
        || is("iso-8859-1")
        || is("iso-latin-1")
        || matches!(
            lower.as_str(),
            "latin1" | "latin" | "l1" | "iso8859-1" | "iso8859" | "8859" | "cp819"
        )
    {
        return "iso-8859-1".to_owned();
    }
    match lower.as_str() {
        "ascii" | "us-ascii" | "utf8" => lower,
        _ => name.to_owned(),
    }
}

fn null_bytes() -> SyntaxError {
    SyntaxError::bare(ErrorKind::Syntax, "source code string cannot contain null bytes")
}

/// An error that comes before there is any text.
fn undecodable(message: String) -> SyntaxError {
    SyntaxError { line: Some(0), offset: Some(-1), ..SyntaxError::bare(ErrorKind::Syntax, message) }
}

fn broken_utf8(bytes: &[u8], error: &std::str::Utf8Error, position: usize) -> SyntaxError {
    let rest = &bytes[error.valid_up_to()..];
    // A sequence that the closing quote cuts short is one that ends too early.
    let wanted = match rest[0] {
        0xC2..0xE0 => 2,
        0xE0..0xF0 => 3,
        0xF0..0xF5 => 4,
        _ => 0,
    };
    let length = error.error_len().unwrap_or(rest.len());
    let cut = wanted > length && matches!(rest.get(length), None | Some(b'"' | b'\''));
    let reason = match (wanted, cut) {
        (0, _) => "invalid start byte",
        (_, true) => "unexpected end of data",
        (_, false) => "invalid continuation byte",
    };
    let what = match length {
        1 => format!("byte 0x{:02x} in position {position}", rest[0]),
        _ => format!("bytes in position {position}-{}", position + length - 1),
    };
    let message = format!("(unicode error) 'utf-8' codec can't decode {what}: {reason}");
    SyntaxError::bare(ErrorKind::Syntax, message)
}

/// `\r\n` and a lone `\r` end a line as `\n` does.
fn translate_newlines(text: &str) -> String {
    if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text.to_owned()
    }
}
