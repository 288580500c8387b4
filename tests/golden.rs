//! The golden programs: each `tests/golden/<area>/<name>.py` must write what CPython 3.13 wrote.
//!
//! `tests/record.py` recorded the answers. `cargo test --test golden -- classes/` runs one area.
//! `TAIPAN_BIN` names another binary to run, `TAIPAN_WRAP` a command to put before it (valgrind).
//! `tests/golden/expected_failures.txt` lists programs not right yet, which are left out. `--shrink` takes the passing ones out of the list, and
//! `--failures` prints only the names of what failed.

mod difference;
mod process;

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::sync::Mutex;
use std::time::Duration;
use std::{env, fs, io, thread};

const WORKERS: usize = 2;
const LIMIT: Duration = Duration::from_secs(20);
/// Under a wrapper such as valgrind a program may take far longer.
const WRAPPED_LIMIT: Duration = Duration::from_secs(600);

struct Program {
    name: String,
    path: PathBuf,
}

struct Runner {
    binary: PathBuf,
    wrap: Vec<String>,
}

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let has = |option: &str| arguments.iter().any(|a| a == option);
    if has("--list") {
        return ExitCode::SUCCESS;
    }
    let filters: Vec<&String> = arguments.iter().filter(|a| !a.starts_with('-')).collect();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let mut all = Vec::new();
    find(&root, &root, &mut all).expect("tests/golden is part of the source tree");
    all.sort_by(|a, b| a.name.cmp(&b.name));

    let list = root.join("expected_failures.txt");
    let expected = expected_failures(&list);
    let known: BTreeSet<&str> = all.iter().map(|it| it.name.as_str()).collect();
    let stale: Vec<&String> = expected.iter().filter(|it| !known.contains(it.as_str())).collect();

    let chosen: VecDeque<&Program> = all
        .iter()
        .filter(|it| filters.is_empty() || filters.iter().any(|f| it.name.contains(*f)))
        // Programs that are not right yet may hang: they run only when the list is looked over.
        .filter(|it| has("--shrink") || has("--failures") || !expected.contains(&it.name))
        .collect();
    let runner = Runner {
        binary: env::var_os("TAIPAN_BIN")
            .map_or(env!("CARGO_BIN_EXE_taipan").into(), PathBuf::from),
        wrap: env::var("TAIPAN_WRAP")
            .unwrap_or_default()
            .split_whitespace()
            .map(String::from)
            .collect(),
    };

    let mut failed = 0;
    let mut passed = 0;
    let mut now_passing = BTreeSet::new();
    let mut areas: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for (program, complaint) in run_all(&runner, chosen) {
        let area = program.name.split('/').next().unwrap_or_default().to_string();
        let (right, total) = areas.entry(area).or_default();
        *total += 1;
        *right += usize::from(complaint.is_none());
        match (complaint, expected.contains(&program.name)) {
            (None, false) | (Some(_), true) => passed += 1,
            (None, true) => {
                now_passing.insert(program.name.clone());
            }
            (Some(complaint), false) => {
                failed += 1;
                if has("--failures") {
                    println!("{}", program.name);
                } else {
                    println!("FAILED {}\n{complaint}", program.name);
                }
            }
        }
    }
    if has("--shrink") {
        shrink(&list, &now_passing, &stale).expect("the list can be written");
    } else {
        for name in &now_passing {
            failed += 1;
            println!(
                "{name} now passes: remove it from expected_failures.txt (or run with --shrink)"
            );
        }
        for name in stale {
            failed += 1;
            println!("{name} in expected_failures.txt is no program");
        }
    }
    if !has("--failures") {
        let incomplete = areas.iter().filter(|(_, (right, total))| right < total);
        let shown: Vec<String> =
            incomplete.map(|(area, (right, total))| format!("{area} {right}/{total}")).collect();
        if !shown.is_empty() {
            println!("right in areas not whole yet: {}", shown.join(", "));
        }
    }
    println!("golden: {passed} passed, {failed} failed");
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn find(root: &Path, folder: &Path, found: &mut Vec<Program>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if file.starts_with('_') {
            continue;
        }
        if path.is_dir() {
            find(root, &path, found)?;
        } else if path.extension().is_some_and(|it| it == "py") {
            let inner = path.strip_prefix(root).unwrap_or(&path).with_extension("");
            found.push(Program { name: inner.to_string_lossy().into_owned(), path });
        }
    }
    Ok(())
}

fn expected_failures(list: &Path) -> BTreeSet<String> {
    let text = fs::read_to_string(list).unwrap_or_default();
    text.lines()
        .map(|line| line.split('#').next().unwrap_or_default().trim())
        .filter(|line| !line.is_empty())
        .map(String::from)
        .collect()
}

fn shrink(list: &Path, passing: &BTreeSet<String>, stale: &[&String]) -> io::Result<()> {
    let text = fs::read_to_string(list).unwrap_or_default();
    let stays = |line: &&str| {
        let name = line.split('#').next().unwrap_or_default().trim();
        !passing.contains(name) && !stale.iter().any(|it| *it == name)
    };
    let kept: String = text.lines().filter(stays).map(|line| format!("{line}\n")).collect();
    println!("taken out of expected_failures.txt: {}", passing.len() + stale.len());
    fs::write(list, kept)
}

/// Programs and their complaints, in the order of their names.
fn run_all<'a>(
    runner: &Runner,
    chosen: VecDeque<&'a Program>,
) -> Vec<(&'a Program, Option<String>)> {
    let waiting = Mutex::new(chosen);
    let done = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..WORKERS {
            scope.spawn(|| {
                loop {
                    let next = waiting.lock().expect("no worker panics").pop_front();
                    let Some(program) = next else { return };
                    let complaint = runner.check(program);
                    done.lock().expect("no worker panics").push((program, complaint));
                }
            });
        }
    });
    let mut done = done.into_inner().expect("no worker panics");
    done.sort_by(|a, b| a.0.name.cmp(&b.0.name));
    done
}

impl Runner {
    fn check(&self, program: &Program) -> Option<String> {
        let folder = program.path.parent().expect("a program is in a folder");
        let mut command = match self.wrap.split_first() {
            None => Command::new(&self.binary),
            Some((first, rest)) => {
                let mut command = Command::new(first);
                command.args(rest).arg(&self.binary);
                command
            }
        };
        let stdin = match fs::File::open(program.path.with_extension("in")) {
            Ok(file) => Stdio::from(file),
            Err(_) => Stdio::null(),
        };
        command
            .arg(program.path.file_name().unwrap_or_default())
            .current_dir(folder)
            .stdin(stdin)
            .env_clear()
            .envs(env::vars_os().filter(|(name, _)| name == "PATH" || name == "HOME"))
            .env("PYTHONHASHSEED", "0")
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .env("LC_ALL", "C.UTF-8");
        let limit = if self.wrap.is_empty() { LIMIT } else { WRAPPED_LIMIT };
        let ran = match process::run(&mut command, limit) {
            Ok(ran) => ran,
            Err(error) => return Some(format!("    could not be started: {error}\n")),
        };
        let Some(status) = ran.status else {
            return Some(format!("    killed after {} s\n", limit.as_secs()));
        };
        let place = folder.to_string_lossy();
        let recorded = |kind: &str| fs::read_to_string(program.path.with_extension(kind));
        let mut complaint = String::new();
        for (kind, got) in [("out", &ran.out), ("err", &ran.err)] {
            let expected = recorded(kind).unwrap_or_default();
            let got = without_addresses(&got.replace(&*place, "<dir>"));
            // The library may be anywhere, or nowhere.
            let got = got.replace("(unknown location)", "(<library>)");
            if expected != got {
                let difference = difference::between(&expected, &got);
                complaint += &format!("    std{kind}, {difference}");
            }
        }
        let expected: i32 =
            recorded("status").ok().and_then(|it| it.trim().parse().ok()).unwrap_or(0);
        if status != expected {
            complaint += &format!("    status {status}, expected {expected}\n");
        }
        (!complaint.is_empty()).then_some(complaint)
    }
}

/// Addresses written as the recorder writes them.
fn without_addresses(text: &str) -> String {
    let mut pieces = text.split(" at 0x");
    let mut result = pieces.next().unwrap_or_default().to_string();
    for piece in pieces {
        let rest = piece.trim_start_matches(|c: char| c.is_ascii_hexdigit());
        result += " at <address>";
        result += rest;
    }
    result
}
