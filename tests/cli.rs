//! The command line: options, modes, streams and exit statuses are CPython 3.13's.
//!
//! The cases and the recorded answers are in `tests/cli/cases.txt`, recorded by `tests/record.py`.
//! `TAIPAN_BIN` names another binary to run. Differences that are meant are listed below.

mod difference;
mod process;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;
use std::{env, fs};

struct Case {
    name: String,
    command: String,
    out: String,
    err: String,
    status: i32,
}

#[test]
fn command_lines_answer_as_recorded() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli");
    let binary =
        env::var_os("TAIPAN_BIN").map_or(env!("CARGO_BIN_EXE_taipan").into(), PathBuf::from);
    let text = fs::read_to_string(folder.join("cases.txt")).expect("part of the source tree");
    let expected = fs::read_to_string(folder.join("expected_failures.txt")).unwrap_or_default();
    let cases = parse(&text);
    assert!(cases.len() > 50, "only {} cases were read", cases.len());
    let mut failed = Vec::new();
    for case in &cases {
        // Known failures may hang or depend on timing: they wait for their fix unrun.
        if expected.lines().any(|line| line == case.name) {
            continue;
        }
        if let Some(complaint) = check(case, &folder, &binary) {
            failed.push(format!("[{}]\n{complaint}", case.name));
        }
    }
    let count = failed.len();
    assert!(failed.is_empty(), "{count} of {} cases differ\n{}", cases.len(), failed.join("\n"));
}

fn parse(text: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    for line in text.lines() {
        if let Some(name) = line.strip_prefix('[').and_then(|it| it.strip_suffix(']')) {
            let (command, out, err) = Default::default();
            cases.push(Case { name: name.to_string(), command, out, err, status: 0 });
        }
        let Some(case) = cases.last_mut() else { continue };
        if let Some(command) = line.strip_prefix("$ ") {
            case.command = command.to_string();
        } else if let Some(more) = line.strip_prefix("| ") {
            case.command += "\n";
            case.command += more;
        } else if let Some(out) = line.strip_prefix('>') {
            add(&mut case.out, out);
        } else if let Some(err) = line.strip_prefix('!') {
            add(&mut case.err, err);
        } else if let Some(status) = line.strip_prefix("= ") {
            case.status = status.parse().expect("a number in cases.txt");
        }
    }
    cases
}

/// One more line; a lone `\` takes back the line break before it.
fn add(text: &mut String, line: &str) {
    if line == "\\" {
        text.pop();
    } else {
        text.push_str(line);
        text.push('\n');
    }
}

fn check(case: &Case, folder: &Path, binary: &Path) -> Option<String> {
    let mut command = Command::new("sh");
    command
        .arg("-c")
        .arg(&case.command)
        .current_dir(folder)
        .stdin(Stdio::null())
        .env_clear()
        .envs(env::vars_os().filter(|(name, _)| name == "PATH" || name == "HOME"))
        .env("PYTHONHASHSEED", "0")
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .env("LC_ALL", "C.UTF-8")
        .env("PY", binary);
    let ran = match process::run(&mut command, Duration::from_secs(20)) {
        Ok(ran) => ran,
        Err(error) => return Some(format!("    could not be started: {error}\n")),
    };
    let Some(status) = ran.status else { return Some("    did not end\n".to_string()) };
    let plain = |text: &str| {
        text.replace(&*folder.to_string_lossy(), "<dir>")
            .replace(&*binary.to_string_lossy(), "<exe>")
    };
    let mut complaint = String::new();
    for (stream, expected, got) in
        [("stdout", &case.out, plain(&ran.out)), ("stderr", &case.err, plain(&ran.err))]
    {
        if *expected != got {
            complaint += &format!("    {stream}, {}", difference::between(expected, &got));
        }
    }
    if status != case.status {
        complaint += &format!("    status {status}, expected {}\n", case.status);
    }
    (!complaint.is_empty()).then_some(complaint)
}
