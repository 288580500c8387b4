//! The history: its file, sessions side by side, searches.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};

use super::*;

/// A folder of a test's own, gone after it.
struct Folder(PathBuf);

impl Folder {
    fn new(test: &str) -> Folder {
        let folder =
            std::env::temp_dir().join(format!("taipan-history-{}-{test}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder for temporary files");
        Folder(folder)
    }

    fn file(&self) -> PathBuf {
        self.0.join("history")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn open(file: &Path) -> History {
    History::new(Some(file.to_owned()))
}

fn all(history: &mut History) -> Vec<String> {
    (0..history.len()).map(|it| history.get(it).expect("it is there").into_owned()).collect()
}

fn read(file: &Path) -> String {
    fs::read_to_string(file).expect("the history is there")
}

#[test]
fn entries_are_kept() {
    let folder = Folder::new("kept");
    let mut history = open(&folder.file());
    assert!(!folder.file().exists());
    for input in ["a = 1", "a = 1", "  ", "", " secret", "if a:\n    b\n", "a = 1  "] {
        history.add(input);
    }
    assert_eq!(read(&folder.file()), "a = 1\nif a:\r\n    b\na = 1\n");
    assert_eq!(all(&mut history), ["a = 1", "if a:\n    b", "a = 1"]);
    history.add("c\r\nd\re");
    assert_eq!(history.get(3).as_deref(), Some("c\nd\ne"));
    assert_eq!(history.get(4), None);
    assert_eq!(all(&mut open(&folder.file())), all(&mut history));
    let mode = fs::metadata(folder.file()).expect("it is there").permissions().mode();
    assert_eq!(mode & 0o7777, 0o600);
}

#[test]
fn sessions_merge() {
    let folder = Folder::new("merge");
    let (mut one, mut two) = (open(&folder.file()), open(&folder.file()));
    one.add("1");
    two.add("2");
    assert_eq!(all(&mut one), ["1", "2"]);
    assert_eq!(all(&mut two), ["1", "2"]);
    two.add("3");
    two.add("for:\n  4");
    assert_eq!(all(&mut one), ["1", "2"]);
    one.refresh();
    assert_eq!(all(&mut one), ["1", "2", "3", "for:\n  4"]);
    one.add("5");
    two.add("5");
    two.add("6");
    one.add("5");
    let wanted = ["1", "2", "3", "for:\n  4", "5", "6", "5"];
    assert_eq!(all(&mut one), wanted);
    two.refresh();
    assert_eq!(all(&mut two), wanted);
}

#[test]
fn many_sessions_at_once() {
    let folder = Folder::new("threads");
    std::thread::scope(|scope| {
        for session in 0..4 {
            let file = folder.file();
            scope.spawn(move || {
                let mut history = open(&file);
                for number in 0..200 {
                    history.add(&format!("x = {session}\ny = {number}"));
                    if number == 100 {
                        history.len();
                    }
                }
                let mine = all(&mut history);
                let mine = mine.iter().filter(|it| it.starts_with(&format!("x = {session}")));
                assert_eq!(mine.count(), 200);
            });
        }
    });
    assert_eq!(open(&folder.file()).len(), 800);
}

#[test]
fn what_was_cut_off_does_no_harm() {
    let folder = Folder::new("torn");
    for (left, first) in [
        ("a\nb", "b"),
        ("a\nb\r", "b"),
        ("a\nb\r\n", "b"),
        ("a\nb\r\nc", "b\nc"),
        ("a\n\nb\n", "b"),
    ] {
        fs::write(folder.file(), left).expect("a file");
        let mut history = open(&folder.file());
        assert_eq!(all(&mut history), ["a", first], "{left:?}");
        let mut other = open(&folder.file());
        other.add("next");
        other.add("last");
        history.refresh();
        assert_eq!(all(&mut history), ["a", first, "next", "last"], "{left:?}");
        let again = all(&mut open(&folder.file()));
        assert_eq!(again, ["a", first, "next", "last"], "{left:?}");
    }
    // The last line of an entry is not the entry.
    fs::write(folder.file(), "a\r\nb\n").expect("a file");
    open(&folder.file()).add("b");
    assert_eq!(read(&folder.file()), "a\r\nb\nb\n");
}

#[test]
fn what_is_not_text() {
    let folder = Folder::new("bytes");
    fs::write(folder.file(), b"a\xff = 1\n\xf0\x9f\nb\n").expect("a file");
    let mut history = open(&folder.file());
    assert_eq!(all(&mut history), ["a\u{fffd} = 1", "\u{fffd}", "b"]);
    history.add("\u{e9}");
    assert_eq!(history.len(), 4);
    assert!(fs::read(folder.file()).expect("a file").starts_with(b"a\xff = 1\n"));
}

#[test]
fn files_written_anew() {
    let folder = Folder::new("anew");
    let mut history = open(&folder.file());
    history.add("first");
    history.add("second");
    assert_eq!(history.len(), 2);
    // As CPython does at its end, with what it read at its start.
    fs::write(folder.file(), "older\nfirst\nsomething else that is longer\n").expect("a file");
    history.refresh();
    let wanted = ["older", "first", "something else that is longer", "second"];
    assert_eq!(all(&mut history), wanted);
    fs::write(folder.file(), "short\n").expect("a file");
    history.refresh();
    assert_eq!(all(&mut history), ["short", "first", "second"]);
    fs::remove_file(folder.file()).expect("it was there");
    history.refresh();
    assert_eq!(all(&mut history), ["short", "first", "second"]);
    history.add("the third");
    assert_eq!(all(&mut history), ["the third", "first", "second"]);
    assert_eq!(read(&folder.file()), "the third\n");
}

#[test]
fn no_file_to_be_had() {
    let folder = Folder::new("none");
    let nowhere = folder.0.join("no folder").join("history");
    for path in [None, Some(folder.0.clone()), Some(nowhere), Some("/dev/null".into())] {
        let mut history = History::new(path);
        history.add("1");
        history.add("1");
        history.add("2");
        assert_eq!(all(&mut history), ["1", "2"]);
        history.add("2");
        history.add("3");
        history.refresh();
        assert_eq!(all(&mut history), ["1", "2", "3"]);
        assert_eq!(history.previous_with_prefix(3, ""), Some(2));
    }
}

#[test]
fn the_way_up_and_down() {
    let mut history = History::new(None);
    for input in ["x = 1", "y = 1", "x = 2", "y = 1", "x = 1", "def f():\n    x", "x"] {
        history.add(input);
    }
    let steps = |history: &mut History, prefix: &str| {
        let mut at = history.len();
        let mut up = Vec::new();
        while let Some(next) = history.previous_with_prefix(at, prefix) {
            up.push(next);
            at = next;
        }
        let mut down = Vec::new();
        while let Some(next) = history.next_with_prefix(at, prefix) {
            down.push(next);
            at = next;
        }
        (up, down)
    };
    assert_eq!(steps(&mut history, ""), (vec![6, 5, 4, 3, 2], vec![3, 4, 5, 6]));
    assert_eq!(steps(&mut history, "x"), (vec![4, 2], vec![4]));
    assert_eq!(steps(&mut history, "x = 1"), (vec![], vec![]));
    assert_eq!(steps(&mut history, "def f():\n"), (vec![5], vec![]));
    // From the middle, and back and forth.
    assert_eq!(history.previous_with_prefix(3, ""), Some(2));
    assert_eq!(history.next_with_prefix(2, ""), Some(3));
    assert_eq!(history.previous_with_prefix(3, ""), Some(2));
    assert_eq!(history.next_with_prefix(0, "y"), Some(1));
    assert_eq!(history.previous_with_prefix(usize::MAX, ""), Some(6));
    assert_eq!(history.next_with_prefix(usize::MAX, ""), None);
}

#[test]
fn searching() {
    let mut history = History::new(None);
    for input in ["alpha", "beta = alpha", "gamma", "alpha", "if x:\n    beta(beta)", "delta"] {
        history.add(input);
    }
    assert_eq!(history.search_backward(6, "a"), Some((5, 4)));
    assert_eq!(history.search_backward(6, "al"), Some((3, 0)));
    assert_eq!(history.search_backward(3, "al"), Some((1, 7)));
    assert_eq!(history.search_backward(1, "al"), None);
    assert_eq!(history.search_forward(1, "al"), Some((3, 0)));
    assert_eq!(history.search_forward(3, "al"), None);
    assert_eq!(history.search_backward(6, "beta"), Some((4, 15)));
    assert_eq!(history.search_backward(6, ":\n    b"), Some((4, 4)));
    assert_eq!(history.search_backward(6, "a\n"), None);
    assert_eq!(history.search_backward(6, ""), None);
    assert_eq!(history.search_forward(0, "beta"), Some((1, 0)));
    assert_eq!(history.search_forward(usize::MAX, "beta"), None);
}

#[test]
fn suggestions() {
    let mut history = History::new(None);
    assert_eq!(history.suggest("x"), None);
    for input in ["import os", "import sys", "for x in y:\n    print(x)", "import"] {
        history.add(input);
    }
    assert_eq!(history.suggest("i").as_deref(), Some("mport"));
    assert_eq!(history.suggest("import").as_deref(), Some(" sys"));
    assert_eq!(history.suggest("import o").as_deref(), Some("s"));
    assert_eq!(history.suggest("import ox"), None);
    assert_eq!(history.suggest("import oxy"), None);
    assert_eq!(history.suggest("import").as_deref(), Some(" sys"));
    assert_eq!(history.suggest("for x in y:\n    p").as_deref(), Some("rint(x)"));
    assert_eq!(history.suggest("for x").as_deref(), Some(" in y:\n    print(x)"));
    assert_eq!(history.suggest(""), None);
    assert_eq!(history.suggest("  "), None);
    history.add("import oxygen");
    assert_eq!(history.suggest("import oxy").as_deref(), Some("gen"));
}

#[test]
fn a_file_that_has_grown_too_big() {
    let folder = Folder::new("big");
    let line = |it: usize| format!("value_{it} = {it}\n");
    let mut text: String = (0..200_000).map(line).collect();
    fs::write(folder.file(), &text).expect("a file");
    let link = folder.0.join("link");
    symlink(folder.file(), &link).expect("a link");
    let mut early = open(&folder.file());
    assert_eq!(early.len(), 200_000);
    // One more, and repetitions.
    text.push_str("value_7 = 7\nif 1:\r\n    2\nvalue_7 = 7\n");
    fs::write(folder.file(), &text).expect("a file");
    fs::write(folder.0.join("history.new"), "left behind").expect("a file");
    let mut late = open(&link);
    assert_eq!(late.len(), 100_000);
    assert_eq!(late.get(99_999).as_deref(), Some("value_7 = 7"));
    assert_eq!(late.get(99_998).as_deref(), Some("if 1:\n    2"));
    assert_eq!(late.get(99_997).as_deref(), Some("value_199999 = 199999"));
    assert!(fs::symlink_metadata(&link).expect("it is there").is_symlink());
    assert!(!folder.0.join("history.new").exists());
    early.add("both");
    assert_eq!(early.len(), 100_001);
    late.refresh();
    assert_eq!(late.get(100_000).as_deref(), Some("both"));
    assert_eq!(all(&mut early), all(&mut late));
    assert_eq!(open(&folder.file()).len(), 100_001);
}

#[test]
fn a_file_of_long_entries() {
    let folder = Folder::new("long");
    let entry = |it: usize| format!("x = '{it:01000}'\n");
    let text: String = (0..40_000).map(entry).collect();
    fs::write(folder.file(), &text).expect("a file");
    let mut history = open(&folder.file());
    assert!((10_000..20_000).contains(&history.len()));
    assert_eq!(history.suggest("x"), Some(entry(39_999).trim_end()[1..].to_owned()));
    let size = fs::metadata(folder.file()).expect("it is there").len();
    assert!(size < 17 << 20, "{size}");
}
