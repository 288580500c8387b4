//! [`Sources`]: the text that code was compiled from.
//!
//! What has no file of its own is entered by name when it is compiled: `<string>` of `-c`, the inputs
//! at the prompt. Everything else is read from its file when a line of it is shown.
//!
//! Reference: Library Reference, "linecache".

use std::cell::RefCell;
use std::collections::HashMap;
use std::path::Path;
use std::rc::Rc;

use crate::object::{List, Str, Vm};
use crate::protocol;
use crate::syntax::source::Source;

/// Finds the source of a module that is not in a file of its own.
pub type Provider = fn(&Vm, &str) -> Option<String>;

#[derive(Default)]
pub struct Sources {
    known: RefCell<HashMap<String, Rc<str>>>,
    providers: RefCell<Vec<Provider>>,
}

impl Sources {
    /// Enters the text that code with this filename was compiled from.
    pub fn add(&self, filename: &str, text: &str) {
        self.known.borrow_mut().insert(filename.to_owned(), text.into());
    }

    /// Forgets a text that was entered.
    pub fn remove(&self, filename: &str) {
        self.known.borrow_mut().remove(filename);
    }

    /// The text entered under this name.
    pub fn get(&self, filename: &str) -> Option<Rc<str>> {
        self.known.borrow().get(filename).cloned()
    }

    /// Adds somebody to ask for sources that are neither entered nor files.
    pub fn add_provider(&self, provider: Provider) {
        self.providers.borrow_mut().push(provider);
    }

    /// The source of that name, if it can be found.
    pub fn text(&self, vm: &Vm, filename: &str) -> Option<Rc<str>> {
        if let Some(known) = self.get(filename) {
            return Some(known);
        }
        if filename.is_empty() || filename.starts_with('<') && filename.ends_with('>') {
            return None;
        }
        if let Some(text) = read(Path::new(filename)) {
            return Some(text);
        }
        let providers = self.providers.borrow().clone();
        if let Some(text) = providers.iter().find_map(|it| it(vm, filename)) {
            return Some(text.into());
        }
        if Path::new(filename).is_absolute() {
            return None;
        }
        search_path(vm).iter().find_map(|it| read(&Path::new(it).join(filename)))
    }
}

fn read(path: &Path) -> Option<Rc<str>> {
    let bytes = std::fs::read(path).ok()?;
    Some(Source::from_bytes(&bytes).ok()?.text().into())
}

/// The strings in `sys.path`.
fn search_path(vm: &Vm) -> Vec<String> {
    let sys = vm.modules.get().and_then(|it| it.get_str(&vm.intern("sys")));
    let path = sys.and_then(|it| protocol::getattr(vm, &it, &vm.intern("path")).ok());
    let Some(path) = path.as_ref().and_then(|it| it.downcast::<List>()) else { return vec![] };
    path.to_vec().iter().filter_map(|it| Some(super::shown(it.downcast::<Str>()?))).collect()
}

/// Lines `first..=last` of a source, blanks at their ends removed; empty where there is no such line.
pub fn lines(text: &str, first: u32, last: u32) -> Vec<String> {
    let count = (last.saturating_sub(first) + 1) as usize;
    let skipped = first.saturating_sub(1) as usize;
    let found = text.split('\n').skip(skipped).take(count);
    let mut lines: Vec<String> = found.map(|it| it.trim_end().to_owned()).collect();
    lines.resize(count, String::new());
    lines
}
