//! Source code as the tokenizer wants it: decoded, with `\n` line ends, and its lines at hand.
//!
//! Reference: Language Reference, "Lexical analysis", "Line structure" and "Encoding declarations".

use std::cell::OnceCell;

use super::error::{ErrorKind, SyntaxError};

/// The text of one `compile()` call.
#[derive(Debug)]
pub struct Source {
    text: String,
    /// Where each line starts; made when first asked for.
    starts: OnceCell<Vec<u32>>,
}

impl Source {
    /// Source that comes as a `str`. `text` may hold lone surrogates only as U+FFFD: CPython refuses
    /// them earlier, when it encodes the string.
    pub fn from_text(text: &str) -> Result<Source, SyntaxError> {
        if text.contains('\0') {
            return Err(null_bytes());
        }
        Ok(Source { text: translate_newlines(text), starts: OnceCell::new() })
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    fn starts(&self) -> &[u32] {
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

fn null_bytes() -> SyntaxError {
    SyntaxError::bare(ErrorKind::Syntax, "source code string cannot contain null bytes")
}

/// `\r\n` and a lone `\r` end a line as `\n` does.
fn translate_newlines(text: &str) -> String {
    if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text.to_owned()
    }
}
