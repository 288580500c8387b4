//! From text to rows: prompts before each line, wrapping, wide characters, and the part of a tall block that is
//! on the screen.
//!
//! Reference: Unicode Standard Annex 11 (East Asian Width) and 29 (grapheme clusters).

use std::ops::Range;
use std::rc::Rc;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::screen::{Cell, Glyph, Row};
use crate::repl::theme::Style;

const TAB: usize = 8;

/// A prompt: rows that stand above the input, and what stands before its first line.
#[derive(Clone, Debug, Default)]
pub struct Prompt {
    above: Vec<Rc<str>>,
    text: Rc<str>,
    width: usize,
    style: Style,
}

impl Prompt {
    /// `text` may have colours of its own, and marks that take no room.
    pub fn new(text: &str) -> Prompt {
        let mut lines: Vec<&str> = text.split('\n').map(|it| it.trim_end_matches('\r')).collect();
        let last = lines.pop().unwrap_or("");
        // Whoever has set prompts of their own has coloured them as they like.
        let style = if last.contains('\x1b') { Style::Plain } else { Style::Prompt };
        Prompt {
            above: lines.into_iter().map(Rc::from).collect(),
            text: last.into(),
            width: shown_width(last),
            style,
        }
    }

    /// The rows above the first line of the input.
    pub fn rows_above(&self, columns: usize) -> Vec<Row> {
        let row = |text: &Rc<str>| {
            let width = shown_width(text);
            let (glyph, width) = fitting(text, width, columns);
            let cells = if width == 0 && glyph.is_empty() {
                vec![]
            } else {
                vec![Cell { glyph: Glyph::Text(glyph), width, style: Style::Plain }]
            };
            Row { cells, goes_on: false }
        };
        self.above.iter().map(row).collect()
    }

    fn cell(&self, columns: usize) -> Option<Cell> {
        let (glyph, width) = fitting(&self.text, self.width, columns);
        let glyph = Glyph::Text(glyph);
        (!self.text.is_empty()).then_some(Cell { glyph, width, style: self.style })
    }

    fn width(&self, columns: usize) -> usize {
        fitting(&self.text, self.width, columns).1
    }
}

/// A prompt that leaves no room is cut.
fn fitting(text: &Rc<str>, width: usize, columns: usize) -> (Rc<str>, usize) {
    if width < columns {
        return (text.clone(), width);
    }
    let mut cut = String::new();
    let mut width = 0;
    for (piece, visible) in pieces(text) {
        for grapheme in piece.graphemes(true).filter(|_| visible) {
            let more = grapheme.width();
            if width + more + 2 > columns {
                return (cut.into(), width);
            }
            cut.push_str(grapheme);
            width += more;
        }
    }
    (cut.into(), width)
}

/// A text's escape sequences and what is between them, which is visible.
fn pieces(text: &str) -> impl Iterator<Item = (&str, bool)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let visible = !rest.starts_with('\x1b');
        let end =
            if visible { rest.find('\x1b').unwrap_or(rest.len()) } else { escape_length(rest) };
        let (piece, after) = rest.split_at(end);
        rest = after;
        Some((piece, visible))
    })
}

/// The length of the escape sequence that the text begins with.
fn escape_length(text: &str) -> usize {
    let after = |found: Option<(usize, &str)>| found.map_or(text.len(), |it| it.0 + it.1.len());
    match text.as_bytes().get(1) {
        Some(b'[') => after(
            text[2..].match_indices(|it| matches!(it, '@'..='~')).next().map(|it| (it.0 + 2, it.1)),
        ),
        // Strings for the terminal, as marks of shells are: up to BEL or ST.
        Some(b']' | b'P' | b'_' | b'^') => {
            let bell = text.match_indices('\x07').next();
            let st = text[1..].match_indices("\x1b\\").next().map(|it| (it.0 + 1, it.1));
            after([bell, st].into_iter().flatten().min())
        }
        Some(_) => 1 + text[1..].chars().next().map_or(0, char::len_utf8),
        None => 1,
    }
}

/// The columns that a text with escape sequences takes. Readline's marks for what takes no room are left out.
pub fn shown_width(text: &str) -> usize {
    let visible =
        pieces(text).filter(|it| it.1).map(|it| it.0.replace(['\x01', '\x02'], "").width());
    visible.sum()
}

/// How a terminal shows clusters of several characters: as one, or each by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clusters {
    Joined,
    Single,
}

impl Clusters {
    /// What the terminal says of itself in the environment.
    pub fn of_terminal() -> Clusters {
        let program = std::env::var("TERM_PROGRAM").unwrap_or_default();
        let term = std::env::var("TERM").unwrap_or_default();
        let joined =
            matches!(&*program, "WezTerm" | "iTerm.app" | "ghostty" | "Apple_Terminal" | "contour")
                || term.starts_with("xterm-kitty")
                || term.starts_with("xterm-ghostty")
                || term.starts_with("foot");
        if joined { Clusters::Joined } else { Clusters::Single }
    }
}

/// The columns of one grapheme cluster.
fn cluster_width(text: &str, clusters: Clusters) -> usize {
    match clusters {
        Clusters::Joined => text.width().min(2),
        Clusters::Single => text.chars().map(|it| it.width().unwrap_or(0)).sum(),
    }
}

/// How lines become rows.
pub struct Layout<'a> {
    pub text: &'a str,
    pub columns: usize,
    pub clusters: Clusters,
    /// The prompt of the first line, and of each further one; the last stands for those beyond.
    pub prompts: &'a [Prompt],
}

impl Layout<'_> {
    fn prompt(&self, line: usize) -> Option<&Prompt> {
        self.prompts.get(line).or(self.prompts.last())
    }

    /// Splits a line into cells: what is shown, its columns, its bytes. `range` is its place in the text.
    fn cells(&self, range: Range<usize>, mut visit: impl FnMut(Glyph, usize, usize)) {
        let mut column = 0;
        let line = &self.text[range.clone()];
        for (offset, cluster) in line.grapheme_indices(true) {
            let at = range.start + offset;
            let mut characters = cluster.chars();
            let (first, rest) = (characters.next().unwrap_or(' '), characters.as_str());
            if rest.is_empty() {
                match first {
                    '\t' => {
                        for _ in 0..TAB - column % TAB {
                            visit(Glyph::Char(' '), 1, at);
                            column += 1;
                        }
                        continue;
                    }
                    ' '..='~' => visit(Glyph::Char(first), 1, at),
                    it if it.is_control() => {
                        let code = it as u32;
                        let caret = match code {
                            0..=0x1f => format!("^{}", (code as u8 + b'@') as char),
                            0x7f => "^?".to_owned(),
                            _ => format!("\\x{code:02x}"),
                        };
                        for it in caret.chars() {
                            visit(Glyph::Char(it), 1, at);
                            column += 1;
                        }
                        continue;
                    }
                    it => match it.width().unwrap_or(0) {
                        0 => {
                            let code = it as u32;
                            for it in format!("\\u{code:04x}").chars() {
                                visit(Glyph::Char(it), 1, at);
                                column += 1;
                            }
                            continue;
                        }
                        width => {
                            visit(Glyph::Char(it), width, at);
                            column += width;
                            continue;
                        }
                    },
                }
                column += 1;
            } else {
                let width = cluster_width(cluster, self.clusters).max(1);
                visit(Glyph::Text(cluster.into()), width, at);
                column += width;
            }
        }
    }

    /// How many rows a line takes. `cursor_at_end`: the cursor stands behind it and needs a place.
    pub fn height(&self, number: usize, range: Range<usize>, cursor_at_end: bool) -> usize {
        let prompt = self.prompt(number).map_or(0, |it| it.width(self.columns));
        let line = &self.text[range.clone()];
        if line.bytes().all(|it| matches!(it, b' '..=b'~')) {
            let width = prompt + line.len();
            let full = cursor_at_end && width > 0 && width.is_multiple_of(self.columns);
            return width.div_ceil(self.columns).max(1) + usize::from(full);
        }
        let (mut rows, mut column) = (1, prompt);
        self.cells(range, |_, width, _| {
            if column + width > self.columns {
                rows += 1;
                column = 0;
            }
            column += width;
        });
        rows + usize::from(cursor_at_end && column >= self.columns)
    }

    /// The rows of a line, and where the cursor is if it is in it. `style_at` gives the style of what begins at
    /// an offset of the text; it is asked from left to right.
    pub fn rows(
        &self,
        number: usize,
        range: Range<usize>,
        cursor: Option<usize>,
        mut style_at: impl FnMut(usize) -> Style,
    ) -> (Vec<Row>, Option<(usize, usize)>) {
        let mut rows = vec![Row::default()];
        let mut column = 0;
        if let Some(cell) = self.prompt(number).and_then(|it| it.cell(self.columns)) {
            column = cell.width;
            rows[0].cells.push(cell);
        }
        let mut place = None;
        let end = range.end;
        self.cells(range, |glyph, width, at| {
            if column + width > self.columns {
                if let Some(row) = rows.last_mut() {
                    row.goes_on = true;
                }
                rows.push(Row::default());
                column = 0;
            }
            if place.is_none() && cursor.is_some_and(|it| it <= at) {
                place = Some((rows.len() - 1, column));
            }
            let cell = Cell { glyph, width, style: style_at(at) };
            if let Some(row) = rows.last_mut() {
                row.cells.push(cell);
            }
            column += width;
        });
        if place.is_none() && cursor.is_some_and(|it| it <= end) {
            if column >= self.columns {
                if let Some(row) = rows.last_mut() {
                    row.goes_on = true;
                }
                rows.push(Row::default());
                column = 0;
            }
            place = Some((rows.len() - 1, column));
        }
        (rows, place)
    }
}

/// The places of the lines of a text.
pub fn lines(text: &str) -> Vec<Range<usize>> {
    let mut start = 0;
    let mut lines = Vec::new();
    for end in memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]) {
        lines.push(start..end);
        start = end + 1;
    }
    lines
}

/// A text in at most `columns` columns, without anything that would move the cursor.
pub fn cut(text: &str, columns: usize) -> String {
    let mut out = String::new();
    let mut width = 0;
    for character in text.chars() {
        let character = if character.is_control() { ' ' } else { character };
        width += character.width().unwrap_or(0);
        if width > columns {
            break;
        }
        out.push(character);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layout<'a>(text: &'a str, prompts: &'a [Prompt]) -> Layout<'a> {
        Layout { text, columns: 10, clusters: Clusters::Joined, prompts }
    }

    fn shown(text: &str, cursor: usize) -> (Vec<String>, Option<(usize, usize)>) {
        let prompts = [Prompt::new(">>> ")];
        let layout = layout(text, &prompts);
        let (rows, place) = layout.rows(0, 0..text.len(), Some(cursor), |_| Style::Plain);
        assert_eq!(rows.len(), layout.height(0, 0..text.len(), cursor == text.len()), "{text}");
        let text = |row: &Row| {
            let glyph = |it: &Cell| match &it.glyph {
                Glyph::Char(it) => it.to_string(),
                Glyph::Text(it) => it.to_string(),
            };
            row.cells.iter().map(glyph).collect()
        };
        (rows.iter().map(text).collect(), place)
    }

    #[test]
    fn wrapping() {
        let rows = |it: &[&str]| it.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
        assert_eq!(shown("abc", 3), (rows(&[">>> abc"]), Some((0, 7))));
        assert_eq!(shown("abcdef", 5), (rows(&[">>> abcdef"]), Some((0, 9))));
        assert_eq!(shown("abcdef", 6), (rows(&[">>> abcdef", ""]), Some((1, 0))));
        assert_eq!(shown("abcdefgh", 8), (rows(&[">>> abcdef", "gh"]), Some((1, 2))));
        // A wide character does not go half into the next row.
        assert_eq!(shown("abcde漢", 8), (rows(&[">>> abcde", "漢"]), Some((1, 2))));
        assert_eq!(shown("a\u{200d}", 0).1, Some((0, 4)));
        assert_eq!(shown("\x01é", 3), (rows(&[">>> ^Aé"]), Some((0, 7))));
        assert_eq!(shown("👩‍🚀x", 11), (rows(&[">>> 👩‍🚀x"]), Some((0, 6))));
    }

    #[test]
    fn prompts() {
        assert_eq!(shown_width("\x1b[1;35m>>> \x1b[0m"), 4);
        assert_eq!(shown_width("\x1b]133;A\x07>>> \x1b]0;title\x1b\\"), 4);
        assert_eq!(shown_width("漢> "), 4);
        assert_eq!(Prompt::new("a\nb> ").rows_above(10).len(), 1);
        assert!(Prompt::new("a prompt that is much too long> ").width(10) < 10);
    }
}
