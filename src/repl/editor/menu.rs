//! The candidates of a completion, below the input.

use std::ops::Range;

use unicode_width::UnicodeWidthStr;

use crate::repl::complete::Candidate;

use super::layout::cut;
use super::screen::Row;
use crate::repl::theme::Style;

pub struct Menu {
    pub candidates: Vec<Candidate>,
    /// What the candidates stand in the place of.
    pub range: Range<usize>,
    /// What was typed there.
    pub typed: String,
    pub chosen: Option<usize>,
}

/// Up to that many candidates have a row each, with what there is to say about them.
const LIST: usize = 7;

impl Menu {
    /// Chooses the next or the previous candidate, and gives what is to stand in [`Menu::range`] then.
    pub fn step(&mut self, back: bool) -> &str {
        let count = self.candidates.len();
        self.chosen = match (self.chosen, back) {
            (None, false) => Some(0),
            (None, true) => Some(count - 1),
            (Some(at), false) => (at + 1 < count).then_some(at + 1),
            (Some(at), true) => at.checked_sub(1),
        };
        self.chosen.map_or(&self.typed, |it| &self.candidates[it].text)
    }

    /// What all candidates begin with.
    pub fn common(&self) -> String {
        let mut texts = self.candidates.iter().map(|it| it.text.as_str());
        let first = texts.next().unwrap_or("");
        let end = texts.fold(first.len(), |end, it| {
            let same = first.char_indices().zip(it.chars()).take_while(|(a, b)| a.1 == *b);
            let same = same.last().map_or(0, |(a, _)| a.0 + a.1.len_utf8());
            end.min(same)
        });
        first[..end].to_owned()
    }

    /// The rows below the input: at most `rows` of them.
    pub fn rows(&self, rows: usize, columns: usize) -> Vec<Row> {
        if rows == 0 || columns < 4 {
            return vec![];
        }
        if self.candidates.len() <= LIST.min(rows) {
            return self.list(columns);
        }
        let width = self.candidates.iter().map(|it| it.text.width()).max().unwrap_or(0) + 2;
        let width = width.min(columns - 1);
        let across = ((columns - 1) / width).max(1);
        let about = rows > 1;
        let grid_rows = rows - usize::from(about);
        let total = self.candidates.len().div_ceil(across);
        let chosen_row = self.chosen.map_or(0, |it| it / across);
        // The part of the grid that the chosen one is in.
        let first = if total <= grid_rows { 0 } else { chosen_row / grid_rows * grid_rows };
        let mut out = Vec::new();
        for row in first..total.min(first + grid_rows) {
            let mut cells = Row::default();
            for at in row * across..((row + 1) * across).min(self.candidates.len()) {
                let style = if self.chosen == Some(at) { Style::Selected } else { Style::Plain };
                let text = cut(&self.candidates[at].text, width - 1);
                cells.push_text(&text, style);
                cells.push_text(&" ".repeat(width - text.width()), Style::Plain);
            }
            out.push(cells);
        }
        if about {
            let rest = self.candidates.len() - (out.len() * across).min(self.candidates.len());
            let text = match self.chosen {
                Some(at) if !self.candidates[at].about.is_empty() => self.described(at),
                _ if rest > 0 => format!("{} candidates", self.candidates.len()),
                _ => String::new(),
            };
            if !text.is_empty() {
                let mut row = Row::default();
                row.push_text(&cut(&text, columns - 1), Style::Hint);
                out.push(row);
            }
        }
        out
    }

    fn described(&self, at: usize) -> String {
        let Candidate { text, about } = &self.candidates[at];
        if about.starts_with('(') { format!("{text}{about}") } else { about.clone() }
    }

    fn list(&self, columns: usize) -> Vec<Row> {
        let width = self.candidates.iter().map(|it| it.text.width()).max().unwrap_or(0);
        let row = |(at, candidate): (usize, &Candidate)| {
            let mut row = Row::default();
            let style = if self.chosen == Some(at) { Style::Selected } else { Style::Plain };
            let text = cut(&candidate.text, columns - 1);
            row.push_text(&text, style);
            let left = (columns - 1).saturating_sub(width + 2);
            if !candidate.about.is_empty() && left > 8 {
                row.push_text(&" ".repeat(width + 2 - text.width().min(width)), Style::Plain);
                row.push_text(&cut(&candidate.about, left), Style::Hint);
            }
            row
        };
        self.candidates.iter().enumerate().map(row).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn menu(texts: &[&str]) -> Menu {
        let candidate = |it: &&str| Candidate { text: (*it).to_owned(), about: String::new() };
        Menu {
            candidates: texts.iter().map(candidate).collect(),
            range: 0..0,
            typed: "c".into(),
            chosen: None,
        }
    }

    #[test]
    fn choosing() {
        let mut menu = menu(&["count", "cycle"]);
        assert_eq!(menu.common(), "c");
        assert_eq!(menu.step(false), "count");
        assert_eq!(menu.step(false), "cycle");
        assert_eq!(menu.step(false), "c");
        assert_eq!(menu.step(true), "cycle");
    }

    #[test]
    fn a_grid_has_a_limit() {
        let names: Vec<String> = (0..500).map(|it| format!("name{it}")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        for rows in 0..9 {
            for columns in [1, 3, 4, 20, 200] {
                let shown = menu(&names).rows(rows, columns);
                assert!(shown.len() <= rows);
                assert!(shown.iter().all(|it| it.width() <= columns), "{rows} {columns}");
            }
        }
    }
}
