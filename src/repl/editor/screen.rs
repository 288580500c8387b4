//! What the terminal shows of the editor, and the shortest way from that to what it is to show.
//!
//! A frame is rows of cells. The rows drawn last are kept; drawing compares row by row and writes what differs.
//! Lines that have moved up or down as a whole are moved by the terminal, so that a key costs tens of bytes also
//! in a block that fills the screen. Rows that go on in the next one are written as one text, so that the
//! terminal knows that they are one line: it copies and reflows them as such.
//!
//! Reference: ECMA-48, section 8.3: CUU, CUD, CHA, EL, ED, IL, DL, SGR.

use std::fmt::Write;
use std::rc::Rc;

use unicode_width::UnicodeWidthChar;

use crate::repl::theme::{Style, Theme};

/// What one place of the screen shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Glyph {
    Char(char),
    /// Several characters, or a prompt with its colours.
    Text(Rc<str>),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    pub glyph: Glyph,
    /// Columns.
    pub width: usize,
    pub style: Style,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    pub cells: Vec<Cell>,
    /// Whether its line goes on in the next row.
    pub goes_on: bool,
}

impl Row {
    pub fn width(&self) -> usize {
        self.cells.iter().map(|it| it.width).sum()
    }

    /// Adds a text, character by character.
    pub fn push_text(&mut self, text: &str, style: Style) {
        for character in text.chars() {
            let width = character.width().unwrap_or(0);
            if width > 0 {
                self.cells.push(Cell { glyph: Glyph::Char(character), width, style });
            }
        }
    }
}

/// What is to be shown.
#[derive(Debug, Default)]
pub struct Frame {
    pub rows: Vec<Row>,
    /// Row and column of the cursor.
    pub cursor: (usize, usize),
}

#[derive(Default)]
pub struct Screen {
    /// The rows as they were drawn last.
    drawn: Vec<Row>,
    /// Where the terminal's cursor is. A column equal to the width: behind the last one, about to wrap.
    at: (usize, usize),
    columns: usize,
    /// What goes to the terminal next.
    out: String,
    style: Style,
    /// The sequence that has given the cursor its shape.
    shape: &'static str,
}

/// Rows moved by more than one line are as cheap to write anew.
const FARTHEST: usize = 1;

impl Screen {
    /// Begins anew at the left of the line where the cursor is.
    pub fn begin(&mut self, columns: usize) {
        self.drawn.clear();
        self.drawn.push(Row::default());
        self.at = (0, 0);
        self.columns = columns;
    }

    /// What is to be written to the terminal.
    pub fn take_output(&mut self) -> String {
        std::mem::take(&mut self.out)
    }

    /// Takes back all that was drawn. `columns` is the width of the terminal now; `reflows`: where it has changed,
    /// the terminal has wrapped the lines again.
    pub fn erase(&mut self, columns: usize, reflows: bool) {
        let same = columns == self.columns || !reflows;
        let rows_above = if same { self.at.0 } else { self.rows_above_cursor(columns) };
        if rows_above > 0 {
            self.put(format_args!("\x1b[{rows_above}A"));
        }
        self.out.push_str("\r\x1b[J");
        self.begin(columns);
    }

    /// How many rows are above the cursor once a terminal with another width has wrapped the lines again.
    fn rows_above_cursor(&self, columns: usize) -> usize {
        let mut rows = 0;
        let mut line = 0;
        for (number, row) in self.drawn.iter().enumerate() {
            if number == self.at.0 {
                return rows + (line + self.at.1.min(self.columns - 1)) / columns;
            }
            line += row.width();
            if !row.goes_on {
                rows += line.div_ceil(columns).max(1);
                line = 0;
            }
        }
        rows
    }

    fn put(&mut self, text: std::fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = self.out.write_fmt(text);
    }

    fn set_style(&mut self, style: Style, theme: &Theme) {
        if self.style == style {
            return;
        }
        if !theme.code(self.style).is_empty() {
            self.out.push_str(theme.reset());
        }
        self.out.push_str(theme.code(style));
        self.style = style;
    }

    fn move_to(&mut self, row: usize, column: usize) {
        let (from, at) = self.at;
        if (row, column) == self.at && column < self.columns {
            return;
        }
        match row {
            _ if row < from => self.put(format_args!("\x1b[{}A", from - row)),
            _ if row > from => self.put(format_args!("\x1b[{}B", row - from)),
            _ => {}
        }
        match column {
            0 => self.out.push('\r'),
            _ if column == at && at < self.columns => {}
            _ if column + 1 == at && at < self.columns => self.out.push('\x08'),
            _ => self.put(format_args!("\x1b[{}G", column + 1)),
        }
        self.at = (row, column);
    }

    /// Makes room for rows below those drawn; the terminal scrolls where it has to.
    fn grow(&mut self, rows: usize) {
        if rows > self.drawn.len() {
            self.move_to(self.drawn.len() - 1, 0);
            while self.drawn.len() < rows {
                self.out.push_str("\r\n");
                self.drawn.push(Row::default());
                self.at = (self.drawn.len() - 1, 0);
            }
        }
    }

    /// Shows the frame.
    pub fn draw(&mut self, frame: Frame, theme: &Theme) {
        self.grow(frame.rows.len());
        self.shift(&frame.rows, theme);
        for number in 0..frame.rows.len() {
            self.draw_row(number, &frame.rows, theme);
        }
        self.set_style(Style::Plain, theme);
        if self.drawn.len() > frame.rows.len() {
            self.move_to(frame.rows.len(), 0);
            self.out.push_str("\x1b[J");
        }
        self.drawn = frame.rows;
        // Not below what is left: the rows there are not ours any more, but the cursor can still be there.
        let (row, column) = frame.cursor;
        self.move_to(row, column);
    }

    /// Shows rows of which there are more than the screen has, from where the screen begins.
    pub fn print(&mut self, frame: Frame, theme: &Theme) {
        let mut last = Row::default();
        let mut begun = false;
        for row in frame.rows {
            if begun && !last.goes_on {
                self.out.push_str("\r\n");
            }
            begun = true;
            for cell in &row.cells {
                self.put_cell(cell, theme);
            }
            self.set_style(Style::Plain, theme);
            last = row;
        }
        self.at = (0, last.width());
        self.drawn = vec![last];
    }

    fn put_cell(&mut self, cell: &Cell, theme: &Theme) {
        self.set_style(cell.style, theme);
        match &cell.glyph {
            Glyph::Char(it) => self.out.push(*it),
            Glyph::Text(it) => self.out.push_str(it),
        }
    }

    /// Moves the cursor below all that is drawn and forgets it.
    pub fn finish(&mut self) {
        self.set_shape("");
        let last = self.drawn.len().saturating_sub(1);
        self.move_to(last, if self.at.0 == last { self.at.1 } else { 0 });
        // A row that only the cursor has gone on in is free.
        let is_free = last > 0 && self.drawn[last - 1].goes_on && self.drawn[last].cells.is_empty();
        self.out.push_str(if is_free { "\r" } else { "\r\n" });
        // Nothing of an earlier frame is to be seen beside what comes next.
        self.out.push_str("\x1b[J");
        self.begin(self.columns);
    }

    /// Gives the cursor a shape; the empty one is the terminal's own.
    pub fn set_shape(&mut self, shape: &'static str) {
        if self.shape != shape {
            self.out.push_str(if shape.is_empty() { "\x1b[0 q" } else { shape });
            self.shape = shape;
        }
    }

    /// Lets the terminal move rows that are the same, one line up or down.
    fn shift(&mut self, rows: &[Row], theme: &Theme) {
        let old = &self.drawn;
        let same =
            |at: usize, from: usize| rows.get(at).is_some_and(|it| old.get(from) == Some(it));
        let Some(first) = (0..rows.len()).find(|it| !same(*it, *it)) else { return };
        let count = rows.len();
        let still = (first..count).filter(|it| same(*it, *it)).count();
        let down = (first + 1..count).filter(|it| same(*it, it - FARTHEST)).count();
        let up = (first..count).filter(|it| same(*it, it + FARTHEST)).count();
        if down > still + 1 && down >= up {
            self.set_style(Style::Plain, theme);
            self.move_to(first, 0);
            self.out.push_str("\x1b[L");
            self.drawn.insert(first, Row::default());
            self.drawn.truncate(count.max(self.drawn.len() - 1));
        } else if up > still + 1 {
            self.set_style(Style::Plain, theme);
            self.move_to(first, 0);
            self.out.push_str("\x1b[M");
            self.drawn.remove(first);
            self.drawn.push(Row::default());
        }
    }

    fn draw_row(&mut self, number: usize, rows: &[Row], theme: &Theme) {
        let new = &rows[number];
        let wraps = self.at == (number.wrapping_sub(1), self.columns);
        let old = std::mem::take(&mut self.drawn[number]);
        if old.cells == new.cells && !wraps {
            return;
        }
        let mut same = new.cells.iter().zip(&old.cells).take_while(|it| it.0 == it.1).count();
        // A combination of characters is wider or narrower than it was thought to be on some terminals.
        if let Some(odd) = new.cells[..same].iter().position(|it| is_uncertain(&it.glyph)) {
            same = odd;
        }
        if wraps {
            same = 0;
        }
        let column = new.cells[..same].iter().map(|it| it.width).sum();
        if wraps && new.cells.is_empty() && rows[number - 1].goes_on {
            // Nothing but the cursor has gone on in this row so far, which the terminal has to know too.
            self.set_style(Style::Plain, theme);
            self.out.push_str(" \r");
            self.at = (number, 0);
        } else if !wraps || new.cells.is_empty() {
            self.move_to(number, column);
        }
        // The end of the row may be as it was.
        let width = new.width();
        let alike = if old.cells.len() == new.cells.len() && old.width() == width {
            let ends = new.cells[same..].iter().rev().zip(old.cells[same..].iter().rev());
            ends.take_while(|it| it.0 == it.1).count()
        } else {
            0
        };
        let mut at = column;
        for cell in &new.cells[same..new.cells.len() - alike] {
            self.put_cell(cell, theme);
            at += cell.width;
            if is_uncertain(&cell.glyph) && at < self.columns {
                self.put(format_args!("\x1b[{}G", at + 1));
            }
        }
        self.at = (number, at);
        if old.width() > width {
            self.set_style(Style::Plain, theme);
            if at < self.columns {
                self.out.push_str("\x1b[K");
            }
        }
    }
}

/// Whether terminals disagree about its width.
fn is_uncertain(glyph: &Glyph) -> bool {
    match glyph {
        Glyph::Char(_) => false,
        Glyph::Text(it) => {
            it.contains(['\u{200d}', '\u{fe0f}', '\u{20e3}']) || it.contains(is_regional)
        }
    }
}

fn is_regional(character: char) -> bool {
    ('\u{1f1e6}'..='\u{1f1ff}').contains(&character)
        || ('\u{1f3fb}'..='\u{1f3ff}').contains(&character)
}
