//! Each message of the front end occurs in what CPython answered to some recorded sample.
//!
//! The messages are read from the sources of `syntax/` and of the checks of `compile/`: a literal with a
//! blank in it is one, or a part of one. What is written into it is left open.

use std::fs;
use std::path::Path;

const SOURCES: [&str; 5] = [
    "src/syntax",
    "src/compile/check",
    "src/compile/scope",
    "src/compile/future.rs",
    "src/compile/lower/docstring.rs",
];

/// Literals with a blank in them that no sample can show.
const NO_MESSAGES: &[&str] = &[
    // Sources of gigabytes.
    "source code is too large",
    // Shown by the tests of files that are run, not of strings that are compiled.
    "source code cannot contain null bytes",
    "Non-UTF-8 code starting with",
    // A block always ends behind a line end, where something else is missed first.
    "unexpected unindent",
    // `deep_source` of front_end.rs has these two.
    "Parser stack overflowed",
    "maximum recursion depth exceeded",
    // From a tree only, which may hold what no source makes.
    "type alias target must be a name",
    // Source that is no UTF-8: the message is CPython's, the place in the line is not yet.
    "(unicode error) 'utf-8' codec",
    "invalid start byte",
    "invalid continuation byte",
    "unexpected end of data",
    // `barry_as_bdfl` of front_end.rs.
    "with Barry as BDFL",
    // Begins a comment.
    "type: ",
];

fn files(path: &Path, out: &mut Vec<String>) {
    if path.is_dir() {
        for entry in fs::read_dir(path).expect("a folder") {
            files(&entry.expect("an entry").path(), out);
        }
    } else {
        out.push(fs::read_to_string(path).expect("a source"));
    }
}

/// The string literals of Rust source that stand in code and explain no `expect`.
fn literals(source: &str) -> Vec<String> {
    let code: Vec<&str> = source.lines().filter(|it| !it.trim_start().starts_with("//")).collect();
    let code = code.join("\n");
    let (mut found, mut rest) = (Vec::new(), code.as_str());
    while let Some(open) = rest.find('"') {
        let before = &rest[..open];
        // A quote as a character or a byte.
        if before.ends_with('\'') || before.ends_with("'\\") {
            rest = &rest[open + 1..];
            continue;
        }
        let (mut text, mut characters) = (String::new(), rest[open + 1..].char_indices());
        let mut end = rest.len();
        while let Some((at, character)) = characters.next() {
            match character {
                '"' => {
                    end = open + 1 + at + 1;
                    break;
                }
                '\\' => match characters.next() {
                    Some((_, '\n')) => {
                        let joined = characters.as_str();
                        let blanks = joined.len() - joined.trim_start().len();
                        for _ in 0..blanks {
                            characters.next();
                        }
                    }
                    Some((_, escaped)) => text.push(escaped),
                    None => {}
                },
                _ => text.push(character),
            }
        }
        let explains = before.trim_end().ends_with("expect(") || before.ends_with("number = ");
        if text.contains(' ') && !explains {
            found.push(text);
        }
        rest = &rest[end..];
    }
    found
}

/// The parts of a message between the places where something is written into it.
fn parts(message: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = message;
    while let Some(open) = rest.find('{') {
        let Some(length) = rest[open..].find('}') else { break };
        // `'{'` is the character itself.
        if rest[..open].ends_with('\'') && rest[open + 1..].starts_with('\'') {
            parts.push(&rest[..open]);
            rest = &rest[open + 1..];
            continue;
        }
        parts.push(&rest[..open]);
        rest = &rest[open + length + 1..];
    }
    parts.push(rest);
    parts
}

fn shows(mut answer: &str, parts: &[&str]) -> bool {
    parts.iter().all(|part| match answer.find(part) {
        Some(at) => {
            answer = &answer[at + part.len()..];
            true
        }
        None => false,
    })
}

#[test]
fn every_message_is_recorded() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut recorded = Vec::new();
    files(&root.join("tests/fixtures/syntax"), &mut recorded);
    for name in ["wrong.expected", "doubtful.expected"] {
        files(&root.join("tests/fixtures/scopes").join(name), &mut recorded);
    }
    let answers: Vec<String> = recorded
        .iter()
        .flat_map(|it| it.lines())
        .filter(|it| it.starts_with("error: ") || it.starts_with("warning: ") || it.contains('\t'))
        .map(|it| it.replace("\\\\", "\\").replace("\\'", "'"))
        .collect();
    let mut sources = Vec::new();
    SOURCES.iter().for_each(|it| files(&root.join(it), &mut sources));
    let mut missing = Vec::new();
    for message in sources.iter().flat_map(|it| literals(it)) {
        let excepted = NO_MESSAGES.iter().any(|it| message.contains(it));
        if !excepted && !answers.iter().any(|it| shows(it, &parts(&message))) {
            missing.push(message);
        }
    }
    missing.sort();
    missing.dedup();
    assert!(missing.is_empty(), "without a sample:\n{}", missing.join("\n"));
}
