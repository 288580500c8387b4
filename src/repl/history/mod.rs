//! What was typed before: in this session, in earlier ones, and in those that run beside it.
//!
//! rustyline's `FileHistory` is not used: it reads its file when the session starts, keeps each entry in a
//! string of its own, and writes the whole file anew once another session has written to it, so that a
//! session killed meanwhile takes entries with it. Here nothing is read before somebody asks for an earlier
//! input, [`file`] adds entries one by one, and all of them stand in one text with the places where they
//! begin and end.
//!
//! Entries are numbered from 0, the oldest. Numbers stay what they are until the next [`History::refresh`] or
//! [`History::add`].
//!
//! Reference: Library Reference, "readline".

mod file;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;
use std::path::PathBuf;

use memchr::memmem::Finder;

use file::{News, Storage, decode, encode};

/// How much text is searched at once, from the newest to the oldest.
const STRETCH: usize = 16 << 10;

pub struct History {
    /// `None`: kept in memory only.
    storage: Option<Storage>,
    loaded: bool,
    /// All entries as the file has them.
    text: String,
    entries: Vec<Range<usize>>,
    /// Those of this session, which outlive the file.
    own: Vec<String>,
    walk: Walk,
    suggested: Option<Suggested>,
}

/// The way through entries that were shown one after the other. An entry is shown once, where it is newest.
#[derive(Default)]
struct Walk {
    wanted: Option<Wanted>,
    path: Vec<usize>,
    shown: HashSet<Box<str>>,
}

#[derive(Clone, PartialEq)]
enum Wanted {
    Beginning(String),
    Holding(String),
}

/// The newest entry that begins with what was typed: what begins with more of it is not newer.
struct Suggested {
    typed: String,
    entry: Option<usize>,
}

impl History {
    /// A history in a file, which is not touched yet.
    pub fn new(path: Option<PathBuf>) -> History {
        History {
            storage: path.map(Storage::new),
            loaded: false,
            text: String::new(),
            entries: Vec::new(),
            own: Vec::new(),
            walk: Walk::default(),
            suggested: None,
        }
    }

    /// Keeps an input, unless it is blank, the same as the one before, or begins with a space.
    ///
    /// It is in the file when this returns. A file that cannot be written is no error: the session has it.
    pub fn add(&mut self, input: &str) {
        let input = input.trim_end();
        if input.is_empty() || input.starts_with(' ') {
            return;
        }
        let entry = encode(input);
        let stored = self.storage.as_ref().is_some_and(|it| it.append(&entry).is_ok());
        if self.own.last().is_none_or(|it| *it != entry) {
            self.own.push(entry.to_string());
        }
        if self.loaded {
            self.refresh();
            if !stored {
                self.push(&entry);
            }
        }
        self.forget_walks();
    }

    /// Takes in what other sessions have added. Costs one look at the file if that is nothing.
    pub fn refresh(&mut self) {
        if !self.loaded {
            // All of it will be read when it is needed.
            return;
        }
        let Some(storage) = &mut self.storage else { return };
        match storage.read() {
            Ok(News::Nothing) | Err(_) => return,
            Ok(News::More(text)) => {
                let from = self.text.len();
                self.text.push_str(&text);
                self.find_entries(from);
            }
            Ok(News::All(text)) => self.replace(text),
        }
        self.forget_walks();
    }

    /// How many entries there are.
    pub fn len(&mut self) -> usize {
        self.load();
        self.entries.len()
    }

    pub fn get(&mut self, index: usize) -> Option<Cow<'_, str>> {
        self.load();
        self.entries.get(index).map(|it| decode(&self.text[it.clone()]))
    }

    /// The next older entry before `before` that begins with `prefix` and was not shown on the way to there.
    pub fn previous_with_prefix(&mut self, before: usize, prefix: &str) -> Option<usize> {
        self.load();
        let prefix = encode(prefix);
        let before = before.min(self.entries.len());
        if !self.walk.stands_at(&Wanted::Beginning(prefix.to_string()), before) {
            self.begin(Wanted::Beginning(prefix.to_string()));
            if before < self.entries.len() {
                self.show(before);
            }
        }
        let found = (0..before).rev().find(|it| {
            let entry = self.entry(*it);
            // What stands there already is no answer.
            entry.starts_with(&*prefix)
                && (prefix.is_empty() || entry.len() > prefix.len())
                && !self.walk.shown.contains(entry)
        })?;
        self.show(found);
        Some(found)
    }

    /// The way back from `after`; `None` where it began.
    pub fn next_with_prefix(&mut self, after: usize, prefix: &str) -> Option<usize> {
        self.load();
        let prefix = encode(prefix);
        let wanted = Wanted::Beginning(prefix.to_string());
        if self.walk.stands_at(&wanted, after) {
            self.step_back();
            if let Some(back) = self.walk.path.last() {
                return Some(*back);
            }
        } else {
            self.begin(wanted);
        }
        let here = self.entries.get(after).map(|it| &self.text[it.clone()]);
        let found = (after.saturating_add(1)..self.entries.len()).find(|it| {
            let entry = self.entry(*it);
            entry.starts_with(&*prefix)
                && (prefix.is_empty() || entry.len() > prefix.len())
                && Some(entry) != here
        })?;
        self.show(found);
        Some(found)
    }

    /// The newest entry before `before` that holds `needle` and was not shown on the way to there, and where in
    /// it the last occurrence is.
    pub fn search_backward(&mut self, before: usize, needle: &str) -> Option<(usize, usize)> {
        self.load();
        if needle.is_empty() {
            return None;
        }
        let before = before.min(self.entries.len());
        let encoded = encode(needle);
        let wanted = Wanted::Holding(encoded.to_string());
        if !self.walk.stands_at(&wanted, before) {
            self.begin(wanted);
        }
        let finder = Finder::new(encoded.as_bytes());
        let mut high = before;
        while high > 0 {
            let end = self.entries[high - 1].end;
            let low = self.entries[..high].partition_point(|it| it.start + STRETCH < end);
            let low = low.min(high - 1);
            let start = self.entries[low].start;
            let hits: Vec<usize> =
                finder.find_iter(&self.text.as_bytes()[start..end]).map(|it| start + it).collect();
            for hit in hits.into_iter().rev() {
                let index = self.entries.partition_point(|it| it.end <= hit);
                let fits = self.entries[index].start <= hit;
                if fits && !self.walk.shown.contains(self.entry(index)) {
                    self.show(index);
                    let at = decode(self.entry(index)).rfind(needle).unwrap_or(0);
                    return Some((index, at));
                }
            }
            high = low;
        }
        None
    }

    /// The next newer entry behind `after` that holds `needle`, and where in it the first occurrence is.
    pub fn search_forward(&mut self, after: usize, needle: &str) -> Option<(usize, usize)> {
        self.load();
        if needle.is_empty() {
            return None;
        }
        let encoded = encode(needle);
        let wanted = Wanted::Holding(encoded.to_string());
        let mut found = None;
        if self.walk.stands_at(&wanted, after) {
            self.step_back();
            found = self.walk.path.last().copied();
        } else {
            self.begin(wanted);
        }
        if found.is_none() {
            let here = self.entries.get(after).map(|it| &self.text[it.clone()]);
            let start = self.entries.get(after.saturating_add(1))?.start;
            let finder = Finder::new(encoded.as_bytes());
            let hits = finder.find_iter(&self.text.as_bytes()[start..]).map(|it| start + it);
            let index = hits
                .filter_map(|hit| {
                    let index = self.entries.partition_point(|it| it.end <= hit);
                    self.entries.get(index).filter(|it| it.start <= hit).map(|_| index)
                })
                .find(|it| Some(self.entry(*it)) != here)?;
            self.show(index);
            found = Some(index);
        }
        let index = found?;
        Some((index, decode(self.entry(index)).find(needle).unwrap_or(0)))
    }

    /// The rest of the newest entry that begins with `typed` and goes on.
    pub fn suggest(&mut self, typed: &str) -> Option<String> {
        if typed.trim().is_empty() {
            return None;
        }
        self.load();
        let typed = encode(typed);
        let before = match &self.suggested {
            Some(it) if typed.starts_with(&it.typed) => it.entry.map_or(0, |it| it + 1),
            _ => self.entries.len(),
        };
        let entry = (0..before).rev().find(|it| {
            let entry = self.entry(*it);
            entry.len() > typed.len() && entry.starts_with(&*typed)
        });
        let rest = entry.map(|it| decode(&self.entry(it)[typed.len()..]).into_owned());
        self.suggested = Some(Suggested { typed: typed.into_owned(), entry });
        rest
    }

    fn load(&mut self) {
        if self.loaded {
            return;
        }
        self.loaded = true;
        let text = match self.storage.as_mut().map(Storage::read) {
            Some(Ok(News::All(text) | News::More(text))) => text,
            _ => String::new(),
        };
        self.replace(text);
    }

    /// Takes another file's entries, and those of this session that are not among them.
    fn replace(&mut self, text: String) {
        self.text = text;
        self.entries.clear();
        self.find_entries(0);
        if self.own.is_empty() {
            return;
        }
        // Those of this session are among the newest, unless they are lost.
        let newest = self.entries.iter().rev().take(self.own.len() * 2 + 1000);
        let known: HashSet<&str> = newest.map(|it| &self.text[it.clone()]).collect();
        let lost: Vec<String> =
            self.own.iter().filter(|it| !known.contains(&***it)).cloned().collect();
        for entry in lost {
            self.push(&entry);
        }
    }

    fn push(&mut self, entry: &str) {
        if self.entries.last().is_some_and(|it| self.text[it.clone()] == *entry) {
            return;
        }
        let start = self.text.len();
        self.text.push_str(entry);
        self.entries.push(start..self.text.len());
        self.text.push('\n');
    }

    fn find_entries(&mut self, from: usize) {
        if !self.text.ends_with('\n') {
            self.text.push('\n');
        }
        if self.entries.is_empty() {
            // Entries are this long on the average, or longer.
            self.entries.reserve(self.text.len() / 24);
        }
        self.entries.extend(file::entries(&self.text, from));
    }

    fn entry(&self, index: usize) -> &str {
        &self.text[self.entries[index].clone()]
    }

    fn begin(&mut self, wanted: Wanted) {
        self.walk = Walk { wanted: Some(wanted), ..Walk::default() };
    }

    fn show(&mut self, index: usize) {
        let entry = self.entry(index).into();
        self.walk.shown.insert(entry);
        self.walk.path.push(index);
    }

    fn step_back(&mut self) {
        if let Some(index) = self.walk.path.pop() {
            let entry = &self.text[self.entries[index].clone()];
            self.walk.shown.remove(entry);
        }
    }

    fn forget_walks(&mut self) {
        self.walk = Walk::default();
        self.suggested = None;
    }
}

impl Walk {
    fn stands_at(&self, wanted: &Wanted, index: usize) -> bool {
        self.wanted.as_ref() == Some(wanted) && self.path.last() == Some(&index)
    }
}
