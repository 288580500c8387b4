//! The marks below the source of a frame: what failed, and within it the operator or the brackets.
//!
//! Works on the lines of the frame's span. A call, a subscript or a binary operation is marked `~`, and
//! within it `^` marks the argument list, the brackets or the operator: its *anchors*.
//!
//! Reference: PEP 657; Library Reference, "traceback".

use std::collections::BTreeSet;

use crate::syntax::ast::{Expr, ExprKind, Mod, Stmt, StmtKind};
use crate::syntax::parse::{Mode, ParseOptions, parse};
use crate::syntax::source::Source;

use super::width::columns;

/// A character: line and column among the lines shown, from 0.
type Place = (usize, usize);

/// Where the inner marks start and end; the end is exclusive.
struct Anchors {
    left: Place,
    right: Place,
}

/// The lines of a frame with the marks below them, each line ended. `original` are the lines of the span
/// as the source has them; the columns count bytes in the first and the last of them.
pub fn mark(original: &[String], column: u32, end_column: u32) -> String {
    let (Some(first), Some(last)) = (original.first(), original.last()) else {
        return String::new();
    };
    let dedented = dedent(original);
    let indent = first.chars().count() - dedented[0].chars().count().min(first.chars().count());
    let start = characters(first, column).saturating_sub(indent);
    let end = characters(last, end_column).saturating_sub(indent);
    let text = dedented.join("\n");
    let lines: Vec<Vec<char>> = dedented.iter().map(|it| it.chars().collect()).collect();
    let anchors = anchors(&segment(&lines, start, end));
    let marked = Marked {
        show: shows_marks(&text, &lines, start, end, &anchors),
        lines,
        start,
        end,
        anchors,
    };
    marked.text()
}

/// The text from `start` in the first line to `end` in the last.
fn segment(lines: &[Vec<char>], start: usize, end: usize) -> String {
    let mut all: Vec<char> = lines.join(&'\n');
    let tail = lines.last().map_or(0, |it| it.len().saturating_sub(end));
    all.truncate(all.len() - tail.min(all.len()));
    all.into_iter().skip(start).collect()
}

/// The number of characters in the first `bytes` bytes.
fn characters(line: &str, bytes: u32) -> usize {
    let bytes = bytes as usize;
    line.char_indices().take_while(|it| it.0 < bytes).count()
}

/// The lines without the blanks that all of them start with; blank lines become empty.
pub fn dedent(lines: &[String]) -> Vec<String> {
    let is_margin = |it: &char| matches!(it, ' ' | '\t');
    let margins = lines
        .iter()
        .filter(|it| !it.trim_matches([' ', '\t']).is_empty())
        .map(|it| it.chars().take_while(is_margin).collect::<String>());
    let margin = margins.reduce(|a, b| {
        a.chars().zip(b.chars()).take_while(|(a, b)| a == b).map(|it| it.0).collect()
    });
    let margin = margin.unwrap_or_default();
    let cut = |line: &String| match line.strip_prefix(&margin) {
        Some(rest) if !line.trim_matches([' ', '\t']).is_empty() => rest.to_owned(),
        _ => String::new(),
    };
    lines.iter().map(cut).collect()
}

/// Whether marks say anything: not if they would cover the whole of the lines, nor under a `return` or
/// an assignment of a call.
fn shows_marks(
    text: &str,
    lines: &[Vec<char>],
    start: usize,
    end: usize,
    anchors: &Option<Anchors>,
) -> bool {
    if let Some(body) = statements(text) {
        let Some(statement) = body.first() else { return false };
        let call = match &statement.kind {
            StmtKind::Return { value: Some(value) } => match &value.kind {
                ExprKind::Call { func, .. } if is_name(func) => Some(value),
                _ => None,
            },
            StmtKind::Assign { targets, value, .. } => match (&targets[..], &value.kind) {
                ([target], ExprKind::Call { .. }) if is_name(target) => Some(value),
                _ => None,
            },
            _ => None,
        };
        if let Some(call) = call
            && call.span.line == 1
            && call.span.end_line as usize == lines.len()
            && call.span.column as usize == start
            && call.span.end_column as usize == end
        {
            return false;
        }
    }
    let blank = |part: &[char]| part.iter().all(|it| it.is_whitespace());
    let (first, last) = (&lines[0], &lines[lines.len() - 1]);
    anchors.is_some()
        || !blank(&first[..start.min(first.len())])
        || !blank(&last[end.min(last.len())..])
}

fn is_name(it: &Expr) -> bool {
    matches!(it.kind, ExprKind::Name { .. })
}

fn statements(text: &str) -> Option<Vec<Stmt>> {
    let source = Source::from_text(text).ok()?;
    match parse(&source, Mode::Exec, &ParseOptions::default()).ok()?.0 {
        Mod::Module { body, .. } => Some(body),
        _ => None,
    }
}

/// The anchors of an expression; `None` where it is none that has them.
fn anchors(segment: &str) -> Option<Anchors> {
    // In brackets, since the expression may go over several lines: its lines then count from 2.
    let body = statements(&format!("(\n{segment}\n)"))?;
    let [Stmt { kind: StmtKind::Expr { value }, .. }] = &body[..] else { return None };
    let lines: Vec<Vec<char>> = segment.lines().map(|it| it.chars().collect()).collect();
    let text = Lines { lines, segment };
    match &value.kind {
        ExprKind::BinOp { left, right, .. } => {
            let after_left = text.valid(text.end_of(left)?)?;
            let at = text.find(after_left, |it| !it.is_whitespace() && it != ')')?;
            // The second character of the operator, if it has one.
            let second = (at.0, at.1 + 1);
            let right_line = right.span.line as usize - 2;
            let right_start = text.characters(right_line, right.span.column)?;
            let long = text.lines[at.0].get(second.1).is_some_and(|it| {
                (right_line > at.0 || second.1 < right_start)
                    && !it.is_whitespace()
                    && !matches!(it, '\\' | '#')
            });
            let end = second.1 + usize::from(long);
            Some(Anchors { left: at, right: (at.0, end) })
        }
        ExprKind::Subscript { value: inner, .. } => text.brackets(inner, value, '['),
        ExprKind::Call { func, .. } => text.brackets(func, value, '('),
        _ => None,
    }
}

/// The lines of the expression that anchors are looked for in.
struct Lines<'a> {
    lines: Vec<Vec<char>>,
    segment: &'a str,
}

impl Lines<'_> {
    /// The character that a byte of a line belongs to.
    fn characters(&self, line: usize, bytes: u32) -> Option<usize> {
        Some(characters(self.segment.lines().nth(line)?, bytes))
    }

    /// The place after an expression.
    fn end_of(&self, it: &Expr) -> Option<Place> {
        let line = (it.span.end_line as usize).checked_sub(2)?;
        Some((line, self.characters(line, it.span.end_column)?))
    }

    /// The place, or where it is past the end of its line the start of the next one.
    fn valid(&self, (mut line, mut column): Place) -> Option<Place> {
        while column >= self.lines.get(line)?.len() {
            (line, column) = (line + 1, 0);
        }
        Some((line, column))
    }

    /// The first character from a place on that will do; comments and continued lines are skipped.
    fn find(&self, mut at: Place, wanted: impl Fn(char) -> bool) -> Option<Place> {
        loop {
            let character = self.lines[at.0][at.1];
            at = match character {
                '\\' | '#' => self.valid((at.0 + 1, 0))?,
                _ if wanted(character) => return Some(at),
                _ => self.valid((at.0, at.1 + 1))?,
            };
        }
    }

    /// From the bracket after `inner` to the end of the whole.
    fn brackets(&self, inner: &Expr, whole: &Expr, open: char) -> Option<Anchors> {
        let after_inner = self.valid(self.end_of(inner)?)?;
        let left = self.find(after_inner, |it| it == open)?;
        Some(Anchors { left, right: self.end_of(whole)? })
    }
}

/// Lines, and what of them is marked.
struct Marked {
    lines: Vec<Vec<char>>,
    /// Character in the first line.
    start: usize,
    /// Character in the last line, exclusive.
    end: usize,
    anchors: Option<Anchors>,
    show: bool,
}

impl Marked {
    fn text(&self) -> String {
        let mut out = vec![];
        let mut before: Option<usize> = None;
        for line in self.significant() {
            match before.map(|it| line - it) {
                // A single line is not worth leaving out.
                Some(2) => self.line(line - 1, &mut out),
                Some(gap @ 3..) => out.push(format!("...<{} lines>...", gap - 1)),
                _ => {}
            }
            self.line(line, &mut out);
            before = Some(line);
        }
        dedent(&out).iter().map(|it| format!("    {it}\n")).collect()
    }

    /// The first and the last line, and those around the ends of the anchors.
    fn significant(&self) -> BTreeSet<usize> {
        let mut them = BTreeSet::from([0, self.lines.len() - 1]);
        if let Some(anchors) = &self.anchors {
            for (line, _) in [anchors.left, anchors.right] {
                them.extend(line.saturating_sub(1)..line + 2);
            }
        }
        them.retain(|it| *it < self.lines.len());
        them
    }

    fn line(&self, number: usize, out: &mut Vec<String>) {
        let line = &self.lines[number];
        out.push(line.iter().collect());
        if !self.show {
            return;
        }
        let blanks = line.iter().take_while(|it| it.is_whitespace()).count();
        let last = number + 1 == self.lines.len();
        let width = columns(line, if last { self.end } else { line.len() });
        let start = columns(&self.lines[0], self.start);
        let inner = self.anchors.as_ref().map(|it| (self.column(it.left), self.column(it.right)));
        let mark = |column: usize| match inner {
            _ if column < blanks || number == 0 && column < start => ' ',
            None => '^',
            Some((left, right)) if left <= (number, column) && (number, column) < right => '^',
            Some(_) => '~',
        };
        out.push((0..width).map(mark).collect());
    }

    /// An anchor as line and column on the screen.
    fn column(&self, (line, column): Place) -> Place {
        // In the first line, anchors count from where the expression starts.
        let column = if line == 0 { column + self.start } else { column };
        match self.lines.get(line) {
            Some(text) => (line, columns(text, column) + column.saturating_sub(text.len())),
            None => (line, column),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::algo::recorded::{ascii, cases};

    #[test]
    fn as_recorded() {
        for case in cases(include_str!("../../tests/recorded/carets.tsv")) {
            let [text, column, end, shown] = &case[..] else { panic!("four fields") };
            let text = String::from_utf8_lossy(text);
            let lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
            let number = |it: &[u8]| ascii(it).parse().expect("recorded");
            let marked = super::mark(&lines, number(column), number(end));
            assert_eq!(marked, String::from_utf8_lossy(shown), "{text}");
        }
    }
}
