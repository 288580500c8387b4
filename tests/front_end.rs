//! Trees, errors and warnings compared with those of CPython 3.13.
//!
//! What `tests/fixtures/syntax/` holds was recorded by `record_syntax.py` and needs no CPython. With
//! `PY313_PREFIX` set to an installed one, its whole standard library is compared too, with thousands
//! of snippets, broken statements and half statements; `cargo test --test front_end -- --nocapture`
//! prints the counts and `PY313_SHOW` differences of each kind. `PY313_ANSWERS` names a folder to keep
//! CPython's answers in from one run to the next.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use taipan::syntax::dump::{ascii, dump};
use taipan::syntax::error::{ErrorKind, SyntaxError};
use taipan::syntax::parse::{Mode, ParseOptions, parse};
use taipan::syntax::source::Source;

/// Trees are walked recursively; the interpreter too does that on a thread of its own.
fn with_big_stack<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    let thread = std::thread::Builder::new().stack_size(1 << 30).spawn(work);
    thread.expect("a thread starts").join().expect("no panic")
}

fn mode(name: &str) -> Option<(Mode, ParseOptions)> {
    let plain = ParseOptions::default();
    let codeop = ParseOptions { dont_imply_dedent: true, allow_incomplete: true, ..plain.clone() };
    Some(match name {
        "exec" => (Mode::Exec, plain),
        "eval" => (Mode::Eval, plain),
        "single" => (Mode::Single, plain),
        "func_type" => (Mode::FuncType, plain),
        "typed" => (Mode::Exec, ParseOptions { type_comments: true, ..plain }),
        "prompt" => (Mode::Single, codeop),
        "script" => (Mode::Exec, codeop),
        _ => return None,
    })
}

/// The lines that record_syntax.py would write.
fn answers(mode_name: &str, bytes: &[u8]) -> Vec<String> {
    let (mode, options) = mode(mode_name).expect("a mode");
    let parsed = Source::from_bytes(bytes).and_then(|source| parse(&source, mode, &options));
    match parsed {
        Ok((tree, warnings)) => {
            let warning = |line, message: &str| format!("warning: {line} {}", quoted(message));
            let warnings = warnings.iter().map(|it| warning(it.line, &it.message));
            warnings.chain([format!("tree: {}", dump(&tree))]).collect()
        }
        Err(error) => vec![described(&error)],
    }
}

fn quoted(text: &str) -> String {
    ascii(text.as_bytes())
}

fn described(error: &SyntaxError) -> String {
    let class = match error.kind {
        ErrorKind::Syntax => "SyntaxError",
        ErrorKind::Indentation => "IndentationError",
        ErrorKind::Tab => "TabError",
        ErrorKind::IncompleteInput => "_IncompleteInputError",
        ErrorKind::Memory => "MemoryError",
        ErrorKind::Recursion => "RecursionError",
        ErrorKind::Value => "ValueError",
    };
    let message = quoted(&error.message);
    if !matches!(class, "SyntaxError" | "IndentationError" | "TabError" | "_IncompleteInputError") {
        return format!("error: {class} {message}");
    }
    fn number<T: ToString>(it: Option<T>) -> String {
        it.map_or("None".to_owned(), |it| it.to_string())
    }
    let text = error.text.as_deref().map_or("None".to_owned(), quoted);
    format!(
        "error: {class} ({}, {}, {}, {}) {text} {message}",
        number(error.line),
        number(error.offset),
        number(error.end_line),
        number(error.end_offset),
    )
}

fn unescape(text: &str) -> Vec<u8> {
    let mut out = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'\\' {
            out.push(byte);
            continue;
        }
        out.push(match rest.next() {
            Some(b'n') => b'\n',
            Some(b'x') => {
                let digits: String = rest.by_ref().take(2).map(char::from).collect();
                u8::from_str_radix(&digits, 16).expect("two hexadecimal digits")
            }
            other => other.expect("an escape is complete"),
        });
    }
    out
}

struct Sample {
    mode: String,
    source: String,
    expected: Vec<String>,
}

fn samples(path: &Path) -> Vec<Sample> {
    let mut samples: Vec<Sample> = Vec::new();
    for line in std::fs::read_to_string(path).expect("samples").lines() {
        match line.split_once(": ") {
            _ if line.starts_with('#') => {}
            Some((name, source)) if mode(name).is_some() => samples.push(Sample {
                mode: name.to_owned(),
                source: source.to_owned(),
                expected: Vec::new(),
            }),
            _ => samples.last_mut().expect("a sample first").expected.push(line.to_owned()),
        }
    }
    samples
}

/// How near an answer comes to the expected one, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Verdict {
    Same,
    OtherText,
    OtherPlace,
    OtherMessage,
    OtherClass,
    OtherTree,
    WronglyRefused,
    WronglyAccepted,
}

fn verdict(found: &[String], expected: &[String]) -> Verdict {
    let (Some(ours), Some(theirs)) = (found.last(), expected.last()) else {
        return Verdict::OtherTree;
    };
    let message = |it: &str| it.rsplit_once(") ").map(|it| it.1.to_owned());
    let class = |it: &str| it.split(' ').nth(1).map(String::from);
    let place =
        |it: &str| it.split_once('(').and_then(|it| it.1.split_once(')')).map(|it| it.0.to_owned());
    match (ours.starts_with("tree"), theirs.starts_with("tree")) {
        _ if found == expected => Verdict::Same,
        (true, true) => Verdict::OtherTree,
        (true, false) => Verdict::WronglyAccepted,
        (false, true) => Verdict::WronglyRefused,
        (false, false) if class(ours) != class(theirs) => Verdict::OtherClass,
        // Where the input ends is of no interest to anyone.
        (false, false) if class(ours).as_deref() == Some("_IncompleteInputError") => Verdict::Same,
        (false, false) if message(ours) == message(theirs) => match place(ours) == place(theirs) {
            true => Verdict::OtherText,
            false => Verdict::OtherPlace,
        },
        (false, false) => Verdict::OtherMessage,
    }
}

/// Compares all samples; the counts, and the first few of each kind that differ.
fn compare(path: &Path, show: usize) -> BTreeMap<Verdict, usize> {
    let mut counts = BTreeMap::new();
    for sample in samples(path) {
        let found = answers(&sample.mode, &unescape(&sample.source));
        let verdict = verdict(&found, &sample.expected);
        let count = counts.entry(verdict).or_insert(0);
        *count += 1;
        if verdict != Verdict::Same && *count <= show {
            println!("{verdict:?} {}: {}", sample.mode, sample.source);
            println!(
                "   ours    {}\n   CPython {}",
                found.join(" / "),
                sample.expected.join(" / ")
            );
        }
    }
    counts
}

#[test]
fn recorded_samples() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/syntax");
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).expect("fixtures").map(|it| it.expect("a file").path()).collect();
    files.sort();
    let mut different = 0;
    for file in files {
        let counts = with_big_stack({
            let file = file.clone();
            move || compare(&file, 20)
        });
        different +=
            counts.iter().filter(|it| *it.0 != Verdict::Same).map(|it| it.1).sum::<usize>();
    }
    assert_eq!(different, 0);
}

/// Source of any depth ends in a tree or an exception.
#[test]
fn deep_source() {
    let deep = |part: &str, end: &str, n: usize| part.repeat(n) + end;
    let class = |source: String| {
        let lines = with_big_stack(move || answers("exec", source.as_bytes()));
        lines.last().expect("an answer").split(' ').nth(1).expect("a word").to_owned()
    };
    for part in ["-", "not ", "lambda: ", "1 ** ", "1 if 1 else "] {
        assert_eq!(class(deep(part, "1", 200_000)), "MemoryError", "{part}");
    }
    for part in [".a", "()", "[1]", "+a"] {
        assert_eq!(class("a".to_owned() + &part.repeat(200_000)), "RecursionError", "{part}");
    }
    for part in ["-", "not ", "lambda: ", "1 ** ", "1 if 1 else "] {
        assert_eq!(class(deep(part, "1 1", 100_000)), "MemoryError", "{part}");
    }
    assert_eq!(class(deep("(", "", 300)), "SyntaxError");
    assert_eq!(class(deep("a = ", "1", 100_000)).split('(').next(), Some("Module"));
}

/// The operator of `from __future__ import barry_as_FLUFL`, which no sample can switch on.
#[test]
fn barry_as_bdfl() {
    let options = ParseOptions { barry_as_bdfl: true, ..ParseOptions::default() };
    let message = |text: &str| {
        let source = Source::from_text(text).expect("a source");
        parse(&source, Mode::Exec, &options).err().map(|it| it.message)
    };
    assert_eq!(message("1 <> 2"), None);
    let expected = "with Barry as BDFL, use '<>' instead of '!='";
    assert_eq!(message("1 != 2").as_deref(), Some(expected));
}

#[test]
fn standard_library() {
    let Ok(prefix) = std::env::var("PY313_PREFIX") else { return };
    let prefix = PathBuf::from(prefix);
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let out = match std::env::var("PY313_ANSWERS") {
        // Kept from an earlier run.
        Ok(out) => PathBuf::from(out),
        Err(_) => std::env::temp_dir().join(format!("taipan-trees-{}", std::process::id())),
    };
    if !out.join("prefixes.txt").exists() {
        let status = std::process::Command::new(prefix.join("bin/python3.13"))
            .arg(tests.join("differential_ast.py"))
            .args([&prefix.join("lib/python3.13"), &out])
            .status()
            .expect("CPython runs");
        assert!(status.success());
    }
    let show = std::env::var("PY313_SHOW").map_or(5, |it| it.parse().expect("a number"));
    let (same, all) = with_big_stack({
        let out = out.clone();
        move || {
            for name in ["snippets.txt", "edits.txt", "prefixes.txt"] {
                println!("{name}: {:?}", compare(&out.join(name), show));
            }
            compare_trees(&out)
        }
    });
    println!("{same} of {all} trees identical");
    assert_eq!(same, all);
}

/// `index` has the name of a source a line; its tree is in the file named like the line's number.
fn compare_trees(out: &Path) -> (usize, usize) {
    let index = std::fs::read_to_string(out.join("index")).expect("an index");
    let (mut same, mut all) = (0, 0);
    let (mut size, mut time) = (0, std::time::Duration::ZERO);
    for (number, name) in index.lines().enumerate() {
        let expected = std::fs::read_to_string(out.join(number.to_string())).expect("a tree");
        let bytes = std::fs::read(name).expect("a source");
        let source = match name.ends_with(".decoded") {
            true => Source::from_text(&String::from_utf8_lossy(&bytes)),
            false => Source::from_bytes(&bytes),
        };
        all += 1;
        let start = std::time::Instant::now();
        let parsed = source.and_then(|it| parse(&it, Mode::Exec, &ParseOptions::default()));
        (size, time) = (size + bytes.len(), time + start.elapsed());
        match parsed {
            Ok((tree, _)) if dump(&tree) == expected => same += 1,
            Ok((tree, _)) => {
                let found = dump(&tree);
                let at = found.bytes().zip(expected.bytes()).take_while(|(a, b)| a == b).count();
                let from = at.saturating_sub(120);
                let show =
                    |text: &str| text.get(from..(at + 120).min(text.len())).map(String::from);
                println!("{name}\n  ours  {:?}\n  CPython {:?}", show(&found), show(&expected));
            }
            Err(error) => println!("{name}: {}", described(&error)),
        }
    }
    println!("{:.1} MB/s", size as f64 / 1e6 / time.as_secs_f64());
    (same, all)
}
