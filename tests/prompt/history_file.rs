//! The history and its file: what is kept, what comes back, and sessions beside each other.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::Command;

use super::pty::Pty;
use super::pty::keys::{CTRL_C, CTRL_D, CTRL_G, CTRL_R, DOWN, ENTER, ESCAPE, RIGHT, UP};
use super::{home, taipan};

fn file(test: &str) -> PathBuf {
    home(test).join("kept")
}

/// A session with this history, past its first prompt.
fn session(test: &str) -> Pty {
    let mut command = taipan(test);
    start(command.env("PYTHON_HISTORY", file(test)))
}

fn start(command: &mut Command) -> Pty {
    let mut pty = Pty::start(command.arg("-q"));
    pty.wait_screen(&[">>>"]);
    pty
}

/// Runs a line that shows nothing, and waits for the next prompt.
fn run(pty: &mut Pty, line: &str) {
    pty.keys(line);
    let typed = line.lines().last().unwrap_or("").to_owned();
    pty.wait(|it| it.text().ends_with(&typed), &format!("the typed {line:?}"));
    pty.keys(ENTER);
    pty.wait_screen(&[">>>"]);
}

/// Drops what is typed.
fn drop_input(pty: &mut Pty) {
    pty.keys(CTRL_C);
    pty.wait_screen(&["KeyboardInterrupt", ">>>"]);
}

fn read(test: &str) -> String {
    fs::read_to_string(file(test)).expect("the history is written")
}

#[test]
fn entries_are_written_at_once_and_for_the_user_alone() {
    let test = "history-at-once";
    let mut pty = session(test);
    run(&mut pty, "first = 1");
    assert_eq!(read(test), "first = 1\n");
    let mode = fs::metadata(file(test)).expect("it is there").permissions().mode();
    assert_eq!(mode & 0o7777, 0o600);
    run(&mut pty, "second = 2");
    assert_eq!(read(test), "first = 1\nsecond = 2\n");
}

#[test]
fn what_is_not_kept() {
    let test = "history-skipped";
    let mut pty = session(test);
    run(&mut pty, "same = 1");
    run(&mut pty, "same = 1");
    pty.keys("dropped = 1");
    pty.wait_screen(&[">>> dropped = 1"]);
    drop_input(&mut pty);
    pty.keys("    ");
    pty.keys(ENTER);
    pty.wait_screen(&["KeyboardInterrupt", ">>>", ">>>"]);
    // The space makes it an error for Python, too, but not one that is remembered.
    pty.line(" secret = 1");
    pty.wait_screen(&["    secret = 1", "IndentationError: unexpected indent", ">>>"]);
    pty.keys(UP);
    pty.wait_screen(&[">>> same = 1"]);
    assert_eq!(read(test), "same = 1\n");
}

#[test]
fn blocks_come_back_whole() {
    let test = "history-blocks";
    let mut pty = session(test);
    for (line, seen) in [("if 1:", "..."), ("block = 1", "..."), ("both = 2", "..."), ("", ">>>")] {
        pty.type_line(line);
        pty.wait(|it| it.text().ends_with(seen), &format!("what follows {line:?}"));
    }
    assert_eq!(read(test), "if 1:\r\n    block = 1\r\n    both = 2\n");
    pty.keys(CTRL_D);
    assert_eq!(pty.finish().1, 0);
    let mut pty = session(test);
    pty.keys(UP);
    pty.wait_screen(&[">>> if 1:", "...     block = 1", "...     both = 2"]);
}

#[test]
fn live_sessions_merge() {
    let test = "history-merge";
    let (mut one, mut two) = (session(test), session(test));
    run(&mut one, "one = 1");
    run(&mut two, "two = 1");
    // Both have read the file now.
    for pty in [&mut one, &mut two] {
        pty.keys(UP);
        pty.wait_screen(&[">>> two = 1"]);
        pty.keys(UP);
        pty.wait_screen(&[">>> one = 1"]);
        drop_input(pty);
    }
    run(&mut one, "one = 2");
    run(&mut two, "two = 2");
    run(&mut one, "one = 3");
    two.keys(UP);
    two.wait_screen(&[">>> one = 3"]);
    two.keys(UP);
    two.wait_screen(&[">>> two = 2"]);
    two.keys(UP);
    two.wait_screen(&[">>> one = 2"]);
    assert_eq!(read(test), "one = 1\ntwo = 1\none = 2\ntwo = 2\none = 3\n");
}

#[test]
fn up_goes_by_what_is_typed() {
    let test = "history-prefix";
    fs::write(file(test), "alpha = 1\nbeta = 1\nalpha = 2\nbeta = 2\nalpha = 1\nbeta = 2\n")
        .expect("a file");
    let mut pty = session(test);
    pty.keys("al");
    pty.wait(|it| it.text().starts_with(">>> al"), "the prefix");
    pty.keys(UP);
    pty.wait_screen(&[">>> alpha = 1"]);
    pty.keys(UP);
    pty.wait_screen(&[">>> alpha = 2"]);
    // The older `alpha = 1` has been shown.
    pty.keys(UP);
    pty.keys(DOWN);
    pty.wait_screen(&[">>> alpha = 1"]);
    pty.keys(DOWN);
    pty.wait(|it| it.text().starts_with(">>> al") && it.cursor() == (0, 6), "what was typed");
    drop_input(&mut pty);
    // Without a prefix, each once.
    for entry in [">>> beta = 2", ">>> alpha = 1", ">>> alpha = 2", ">>> beta = 1"] {
        pty.keys(UP);
        pty.wait_screen(&[entry]);
    }
}

#[test]
fn searching_while_typing() {
    let test = "history-search";
    fs::write(file(test), "first = 'needle'\nsecond = 'hay'\nthird = 'needle'\n").expect("a file");
    let mut pty = session(test);
    pty.keys("typed");
    pty.wait_screen(&[">>> typed"]);
    pty.keys(CTRL_R);
    pty.keys("need");
    pty.wait_screen(&["(r-search `need') third = 'needle'"]);
    pty.keys(CTRL_R);
    pty.wait_screen(&["(r-search `need') first = 'needle'"]);
    pty.keys(CTRL_R);
    pty.wait_screen(&["(failed r-search `need') first = 'needle'"]);
    pty.keys(CTRL_G);
    pty.wait_screen(&[">>> typed"]);
    pty.keys(CTRL_R);
    pty.keys("hay");
    pty.wait_screen(&["(r-search `hay') second = 'hay'"]);
    pty.keys(ENTER);
    pty.wait_screen(&[">>> second = 'hay'", ">>>"]);
    assert!(read(test).ends_with("second = 'hay'\n"));
    pty.keys(CTRL_R);
    pty.keys("third");
    pty.wait_screen(&["(r-search `third') third = 'needle'"]);
    pty.keys(ESCAPE);
    pty.wait_screen(&[">>> third = 'needle'"]);
}

#[test]
fn the_rest_is_offered() {
    let test = "history-offered";
    fs::write(file(test), "offered = [1, 2]\n").expect("a file");
    let mut pty = session(test);
    pty.keys("off");
    pty.wait_screen(&[">>> offered = [1, 2]"]);
    pty.wait_cursor(0, 7);
    pty.keys(RIGHT);
    pty.wait_cursor(0, 20);
    pty.keys(ENTER);
    pty.wait_screen(&[">>> offered = [1, 2]", ">>>"]);
    pty.line("offered[1:]");
    pty.wait_screen(&["[2]", ">>>"]);
}

#[test]
fn nothing_is_lost_when_killed() {
    let test = "history-killed";
    for signal in [libc::SIGKILL, libc::SIGTERM, libc::SIGHUP] {
        let mut pty = session(test);
        run(&mut pty, &format!("{signal} < 0 or None"));
        pty.keys("while typing");
        pty.wait_screen(&[">>> while typing"]);
        pty.signal(signal);
        assert_eq!(pty.status(), -signal);
    }
    assert_eq!(read(test), "9 < 0 or None\n15 < 0 or None\n1 < 0 or None\n");
    // The one that was running, too.
    let mut pty = session(test);
    let line = r"exec('print(70 + 7, flush=True)\nwhile 1: pass')";
    pty.line(line);
    pty.wait(|it| it.text().ends_with("\n77"), "a program that runs");
    pty.signal(libc::SIGKILL);
    assert_eq!(pty.status(), -libc::SIGKILL);
    assert!(read(test).ends_with(&format!("{line}\n")));
}

#[test]
fn an_entry_that_was_cut_off() {
    let test = "history-cut-off";
    fs::write(file(test), "whole = 1\nhal").expect("a file");
    let mut pty = session(test);
    run(&mut pty, "next = 1");
    assert_eq!(read(test), "whole = 1\nhal\nnext = 1\n");
    for entry in ["next = 1", "hal", "whole = 1"] {
        pty.keys(UP);
        pty.wait_screen(&[&format!(">>> {entry}")]);
    }
}

#[test]
fn the_file_is_that_of_the_home_folder() {
    let test = "history-home";
    for (option, named) in [("-q", false), ("-E", true), ("-I", true)] {
        let mut command = taipan(test);
        command.arg(option);
        if named {
            command.env("PYTHON_HISTORY", file(test));
        }
        let mut pty = start(&mut command);
        run(&mut pty, &format!("x = '{option}'"));
    }
    let kept = fs::read_to_string(home(test).join(".taipan_history")).expect("the history");
    assert_eq!(kept, "x = '-q'\nx = '-E'\nx = '-I'\n");
    assert!(!file(test).exists());
}

#[test]
fn without_a_file_the_session_has_it() {
    let test = "history-memory";
    fs::create_dir_all(file(test)).expect("a folder");
    let nowhere = home(test).join("no such folder").join("file");
    let mut commands = [taipan(test), taipan(test), taipan(test), taipan(test)];
    commands[0].env("PYTHON_HISTORY", file(test));
    commands[1].env("PYTHON_HISTORY", nowhere);
    commands[2].env_remove("HOME");
    commands[3].env("PYTHON_HISTORY", "/dev/null");
    for command in &mut commands {
        let mut pty = start(command);
        run(&mut pty, "kept = 1");
        run(&mut pty, "more = 2");
        pty.keys(UP);
        pty.wait_screen(&[">>> kept = 1", ">>> more = 2", ">>> more = 2"]);
        pty.keys(UP);
        pty.wait_screen(&[">>> kept = 1", ">>> more = 2", ">>> kept = 1"]);
    }
}

#[test]
fn a_long_history() {
    let test = "history-long";
    let lines: String = (0..100_000).map(|it| format!("value_{it} = {it}\n")).collect();
    fs::write(file(test), lines).expect("a file");
    let mut pty = session(test);
    pty.keys(UP);
    pty.wait_screen(&[">>> value_99999 = 99999"]);
    drop_input(&mut pty);
    pty.keys("value_0");
    pty.keys(UP);
    pty.wait_screen(&[">>> value_0 = 0"]);
    drop_input(&mut pty);
    pty.keys(CTRL_R);
    pty.keys("e_7 =");
    pty.wait_screen(&["(r-search `e_7 =') value_7 = 7"]);
}
