//! The pseudo-terminal of these tests itself: what small shell programs show on it.

use std::process::Command;

use super::pty::keys::{CTRL_C, ENTER, LEFT, TAB, split};
use super::pty::screen::Screen;
use super::pty::{COOKED, Pty, Settings};

fn shell(script: &str) -> Pty {
    Pty::start_sized(Command::new("sh").args(["-c", script]), 5, 20)
}

#[test]
fn rows_and_cursor() {
    let mut pty = shell("printf 'one\\ntwo\\033[A!'; read line; echo \"[$line]\"; exit 3");
    pty.wait_screen(&["one!", "two"]);
    pty.wait_cursor(0, 4);
    // The system echoes what is typed.
    pty.type_keys("ab");
    pty.wait_screen(&["one!ab", "two"]);
    pty.keys(ENTER);
    pty.wait_screen(&["one!ab", "[ab]"]);
    assert_eq!((pty.screen().as_str(), pty.cursor()), ("one!ab\n[ab]", (2, 0)));
    assert_eq!(pty.status(), 3);
    assert_eq!(pty.view().row(1), "[ab]");
    assert!(pty.raw().ends_with(b"[ab]\r\n") && pty.raw_len() == pty.raw().len());
}

#[test]
fn attributes() {
    let mut pty = shell("printf '\\033[1;31mA\\033[0m\\033[2mB\\033[7mC\\033[0mD'; read line");
    pty.wait_screen(&["ABCD"]);
    let seen: Vec<_> = (0..4).map(|it| pty.cell(0, it)).collect();
    assert_eq!(seen.iter().map(|it| it.char).collect::<String>(), "ABCD");
    assert!(seen[0].bold && !seen[1].bold && seen[0].colour == Some(1) && seen[3].colour.is_none());
    assert!(
        seen[1].faint && seen[2].faint && !seen[3].faint && seen[2].inverse && !seen[3].inverse
    );
}

#[test]
fn sizes() {
    let mut pty = shell("trap 'stty size' WINCH; stty size; while :; do read line; done");
    pty.wait_screen(&["5 20"]);
    pty.keys("a line of 27 characters ...");
    pty.wait_screen(&["a line of 27 charact", "ers ..."]);
    pty.resize(6, 40);
    pty.wait(|it| it.text().contains("a line of 27 characters ..."), "one row");
    pty.expect("6 40");
    pty.signal(libc::SIGKILL);
    assert_eq!(pty.status(), -libc::SIGKILL);
}

#[test]
fn settings() {
    let mut pty =
        shell("stty -echo -icanon; echo set; read line; stty sane; echo reset; read line");
    pty.expect("set\n");
    assert_eq!(pty.settings(), Settings { lines: false, echo: false, ..COOKED });
    pty.line("");
    pty.expect("reset\n");
    pty.wait_settings(COOKED);
    pty.keys(CTRL_C);
    assert_eq!(pty.status(), -libc::SIGINT);
}

#[test]
fn questions_about_the_cursor_are_answered() {
    let mut pty =
        shell("stty raw -echo; printf 'ab\\033[6n'; head -c 6 | tail -c 5; stty sane; read line");
    pty.wait_screen(&["ab[1;3R"]);
}

#[test]
fn frames_and_torn_characters() {
    let mut screen = Screen::new(3, 10);
    screen.feed(b"\x1b[?2026hhalf");
    assert!(!screen.is_settled());
    screen.feed(b"\x1b[?2026l\x1b[?25l");
    assert!(!screen.is_settled());
    screen.feed(b"\x1b[?25h \xe6\xbc");
    assert!(!screen.is_settled());
    screen.feed(b"\xa2");
    assert!(screen.is_settled());
    // Wide, combining and wrong ones.
    assert_eq!((screen.cursor(), screen.before_cursor()), ((0, 7), Some('漢')));
    screen.feed("e\u{301}".as_bytes());
    screen.feed(b"\xff");
    assert_eq!((screen.cursor(), screen.text().as_str()), ((0, 9), "half 漢e\u{fffd}"));
    screen.feed(b"\r\n[2]\r\n3\r\n4");
    assert!(screen.ends_with(&["[2]", "3", "4"]) && !screen.ends_with(&["", "4"]));
    assert_eq!(screen.lines().len(), 4);
    assert!(screen.picture().contains("|4   <- cursor, column 1\n"));
}

#[test]
fn keys_of_a_text() {
    let text = format!("aé{LEFT}\x1bb\x1bOP{TAB}\x1b[1;5C\x1b\r");
    assert_eq!(split(&text), ["a", "é", LEFT, "\x1bb", "\x1bOP", TAB, "\x1b[1;5C", "\x1b\r"]);
}
