//! The configuration: what it changes, and what is said where it is wrong.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use super::pty::Pty;
use super::pty::keys::{ENTER, ESCAPE, UP};
use super::{home, taipan};

const CTRL_X: &str = "\x18";
const F5: &str = "\x1b[15~";
const F6: &str = "\x1b[17~";

fn path(test: &str) -> PathBuf {
    let folder = home(test).join(".config/taipan");
    fs::create_dir_all(&folder).expect("a folder");
    folder.join("config.toml")
}

/// A session with this configuration and with colours.
fn configured(test: &str, text: &str) -> Command {
    fs::write(path(test), text).expect("a file");
    let mut command = taipan(test);
    command.arg("-q").env_remove("NO_COLOR");
    command
}

fn start(command: &mut Command) -> Pty {
    let mut pty = Pty::start(command);
    pty.wait_screen(&[">>>"]);
    pty
}

/// The colour of the character that stands first in `text`, which is in the first row.
fn colour_of(pty: &mut Pty, text: &str) -> Option<u8> {
    pty.wait(|it| it.row(0).contains(text), &format!("{text:?} in the first row"));
    let row = pty.view().row(0);
    let at = row.find(text).expect("it was waited for");
    pty.cell(0, row[..at].chars().count()).colour
}

#[test]
fn themes_colour_what_is_typed() {
    let input = "def name(): return 'text'";
    for (theme, background, keyword, string) in [
        ("auto", "", Some(4), Some(2)),
        ("auto", "15;0", Some(12), Some(10)),
        ("auto", "0;15", Some(4), Some(2)),
        ("dark", "0;15", Some(12), Some(10)),
        ("light", "15;0", Some(4), Some(2)),
        ("none", "15;0", None, None),
    ] {
        let mut command = configured("config-theme", &format!("theme = '{theme}'"));
        let mut pty = start(command.env("COLORFGBG", background));
        pty.keys(input);
        assert_eq!(colour_of(&mut pty, "'text'"), string, "{theme} on {background}");
        assert_eq!(colour_of(&mut pty, "def"), keyword, "{theme} on {background}");
        assert_eq!(colour_of(&mut pty, ">>>").is_some(), theme != "none");
    }
}

#[test]
fn colours_can_be_named() {
    let text =
        "theme = 'none'\n[colours]\nstring = 'bold cyan'\nnumber = 208\nprompt = 'bright-red'\n";
    let mut pty = start(&mut configured("config-colours", text));
    pty.keys("x = 'text', 55");
    assert_eq!(colour_of(&mut pty, "55"), Some(208));
    assert_eq!(colour_of(&mut pty, "'text'"), Some(6));
    assert!(pty.cell(0, 8).bold);
    assert_eq!(colour_of(&mut pty, ">>>"), Some(9));
    assert_eq!(colour_of(&mut pty, "x"), None);
}

#[test]
fn no_colours_where_none_are_wanted() {
    let text = "[colours]\nstring = 'red'\n";
    for (name, value, wanted) in [
        ("NO_COLOR", "1", false),
        ("PYTHON_COLORS", "0", false),
        ("PYTHON_COLORS", "1", true),
        ("FORCE_COLOR", "1", true),
    ] {
        let mut command = configured("config-wanted", text);
        let mut pty = start(command.env(name, value));
        pty.keys("'text'");
        let colour = colour_of(&mut pty, "'text'");
        assert_eq!(colour, wanted.then_some(1), "{name}={value}");
    }
    // The first that is set decides.
    let mut command = configured("config-wanted", text);
    command.env("PYTHON_COLORS", "1").env("NO_COLOR", "1");
    let mut pty = start(&mut command);
    pty.keys("'text'");
    assert_eq!(colour_of(&mut pty, "'text'"), Some(1));
}

#[test]
fn keys_can_be_bound() {
    let text = "[keys]\n'ctrl-x ctrl-x' = 'kill-whole-line'\nf5 = 'submit'\nf6 = 'beginning-of-line'\n\
                'ctrl-a' = 'none'\n";
    let mut pty = start(&mut configured("config-keys", text));
    pty.keys("dropped");
    pty.wait_screen(&[">>> dropped"]);
    pty.keys(CTRL_X);
    pty.keys(CTRL_X);
    pty.wait_screen(&[">>>"]);
    // What is not bound after the same beginning is what it was.
    pty.keys("1234");
    pty.wait_screen(&[">>> 1234"]);
    pty.keys(CTRL_X);
    pty.keys("u");
    pty.wait_screen(&[">>>"]);
    pty.keys("56");
    pty.wait_cursor(0, 6);
    pty.keys(F6);
    pty.wait_cursor(0, 4);
    pty.keys("\x01");
    pty.keys("7");
    pty.wait_screen(&[">>> 756"]);
    pty.keys(F5);
    pty.wait_screen(&[">>> 756", "756", ">>>"]);
}

#[test]
fn vi_can_be_chosen() {
    let mut pty = start(&mut configured("config-vi", "edit-mode = 'vi'"));
    pty.keys("one two");
    pty.wait_screen(&[">>> one two"]);
    pty.keys(ESCAPE);
    pty.wait_cursor(0, 10);
    pty.keys("0dw");
    pty.wait_screen(&[">>> two"]);
    pty.keys("A + 1");
    pty.wait_screen(&[">>> two + 1"]);
    pty.keys(ENTER);
    pty.wait_screen(&["NameError: name 'two' is not defined", ">>>"]);
}

#[test]
fn suggestions_and_signatures_can_be_left_out() {
    let mut pty = start(&mut configured("config-quiet", "suggestions = false\nsignatures = false"));
    pty.keys("offered = 1");
    pty.wait_screen(&[">>> offered = 1"]);
    pty.keys(ENTER);
    pty.wait_screen(&[">>> offered = 1", ">>>"]);
    pty.keys("off");
    pty.wait_cursor(1, 7);
    assert_eq!(pty.view().row(1), ">>> off");
    pty.keys("set(divmod(");
    pty.wait_cursor(1, 18);
    assert_eq!(pty.screen(), ">>> offered = 1\n>>> offset(divmod(");
    pty.keys(UP);
    pty.wait_cursor(1, 18);
}

#[test]
fn what_is_wrong_is_told_and_the_rest_counts() {
    let test = "config-wrong";
    let text = "theme = 'none'\nfold = 'much'\n\n[colours]\nstring = 'cyan'\nnumber = 'loud'\n\
                [keys]\nf5 = 'fly'\n";
    fs::write(path(test), text).expect("a file");
    let mut command = configured(test, text);
    let mut pty = Pty::start_sized(&mut command, 40, 200);
    pty.wait_screen(&[">>>"]);
    let shown = pty.screen().replace('\n', "");
    let file = path(test);
    for (line, problem) in [
        (2, "fold has to be a number from 0 up, not \"much\""),
        (6, "number: \"loud\" is neither a colour"),
        (8, "no command is called \"fly\"; there are none, "),
    ] {
        let wanted = format!("{}:{line}: {problem}", file.display());
        assert!(shown.contains(&wanted), "{wanted}\n{shown}");
    }
    let row = pty.cursor().0;
    pty.keys("'text'");
    pty.wait_screen(&[">>> 'text'"]);
    assert_eq!(pty.cell(row, 4).colour, Some(6));
}

#[test]
fn no_configuration_where_it_is_not_wanted() {
    let test = "config-ignored";
    for option in ["-I", "-E"] {
        let mut command = configured(test, "nonsense");
        let mut pty = start(command.arg(option));
        assert_eq!(pty.screen(), ">>>", "{option}");
    }
    let mut command = configured(test, "nonsense");
    let mut pty = start(command.env("PYTHON_BASIC_REPL", "1"));
    assert_eq!(pty.screen(), ">>>");
    // Another folder.
    let mut command = configured(test, "nonsense");
    let mut pty = start(command.env("XDG_CONFIG_HOME", home(test)));
    assert_eq!(pty.screen(), ">>>");
    let mut pty = start(&mut configured(test, "nonsense"));
    assert_ne!(pty.screen(), ">>>");
}
