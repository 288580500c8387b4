//! What must not harm the prompt: any keys, any size, signals, homes that cannot be written, streams that are
//! closed, more input than anybody types.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::Command;
use std::time::Duration;

use super::pty::keys::{CTRL_C, CTRL_D, ENTER};
use super::pty::{COOKED, Pty};
use super::{editor, first_prompt, home, taipan};

/// Numbers that are the same in each run.
struct Random(u64);

impl Random {
    /// Below `limit`.
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }
}

const KEYS: &[&str] = &[
    "\r",
    "\t",
    "\x7f",
    "\x1b",
    "\x1b[A",
    "\x1b[B",
    "\x1b[C",
    "\x1b[D",
    "\x1bOA",
    "\x1b[H",
    "\x1b[F",
    "\x1b[3~",
    "\x1b[5~",
    "\x1b[6~",
    "\x1b[Z",
    "\x1b[1;5C",
    "\x1b[1;5D",
    "\x1b[1;3A",
    "\x1bb",
    "\x1bf",
    "\x1bd",
    "\x1by",
    "\x1bt",
    "\x1bu",
    "\x1b.",
    "\x1b<",
    "\x1b>",
    "\x1b3",
    "\x1b[200~",
    "\x1b[201~",
    "\x1b[999;999;999X",
    "\x1b[",
    "\x1bO",
    "\x1b]0;x\x07",
    "\x01",
    "\x02",
    "\x05",
    "\x06",
    "\x07",
    "\x08",
    "\x0b",
    "\x0c",
    "\x0e",
    "\x0f",
    "\x10",
    "\x11",
    "\x12",
    "\x13",
    "\x14",
    "\x15",
    "\x16",
    "\x17",
    "\x18",
    "\x19",
    "\x1d",
    "\x1e",
    "\x1f",
    "\x1b[27;5;13~",
    "\x1b[13;2u",
    "\x1bOR",
    "(",
    ")",
    "[",
    "]",
    "{",
    "'",
    "\"",
    "'''",
    "#",
    ":",
    "if x:",
    "def f(",
    "for i in ",
    "  ",
    "\\",
    "é",
    "漢",
    "👩‍🚀",
    "e\u{301}",
    "\u{200d}",
    "x = 1",
    "x.",
    "import ",
    "%",
    "obj?",
    "0",
    "1",
    ",",
    "\n\n",
    "class A:\n",
];

/// Types keys at random; gives what came of a question at the end.
fn random_keys(seed: u64, rounds: usize, vi: bool) {
    let mut command = taipan(&format!("random-{seed}"));
    if vi {
        command.env("XDG_CONFIG_HOME", super::config("random-vi", "edit-mode = \"vi\"\n"));
    }
    // Commands of the editor that start something else are not what this is about.
    let mut pty = first_prompt(Pty::start_sized(
        command.arg("-q").env("EDITOR", "true").env("PAGER", "cat"),
        12,
        40,
    ));
    let mut random = Random(seed * 2 + 1);
    for round in 0..rounds {
        match random.below(12) {
            0 => {
                let bytes: Vec<u8> =
                    (0..random.below(8)).map(|_| random.below(256) as u8).collect();
                // Not those that end the session or stop it, which is right: Ctrl-D, which is 0 when it was typed
                // ahead, Ctrl-Z and Ctrl-\\.
                let harmless: Vec<u8> =
                    bytes.into_iter().filter(|it| !matches!(it, 0 | 4 | 26 | 28 | b'!')).collect();
                pty.send(&harmless);
            }
            _ => pty.keys(KEYS[random.below(KEYS.len())]),
        }
        if round % 50 == 49 {
            settle(&mut pty, round);
        }
    }
    settle(&mut pty, rounds);
    pty.keys(CTRL_D);
    assert_eq!(pty.status(), 0);
    pty.wait_settings(COOKED);
}

/// Leaves whatever is under way and asks something. The system throws keys away that are typed around a Ctrl-C
/// while code runs, so the question may have to be asked again.
fn settle(pty: &mut Pty, round: usize) {
    let answered = (0..10).any(|_| {
        // Ends a paste, then a search or a menu, then the input.
        pty.keys("\x1b[201~");
        pty.keys(CTRL_C);
        pty.keys(CTRL_C);
        pty.keys(&format!("print('alive', {round} + 1)\r"));
        pty.sees(&format!("\nalive {}\n", round + 1), Duration::from_secs(2))
    });
    assert!(answered, "no answer:\n{}", pty.screen());
}

#[test]
fn random_keys_of_emacs() {
    for seed in 1..=5 {
        random_keys(seed, 800, false);
    }
}

#[test]
fn random_keys_of_vi() {
    for seed in 6..=7 {
        random_keys(seed, 500, true);
    }
}

#[test]
fn random_sizes() {
    let mut pty = editor("sizes");
    pty.keys(
        "def f(a, b):\r    return 'a rather long line, so that it is broken', a + b  # 漢字\r    x",
    );
    let mut random = Random(99);
    for round in 0..1000 {
        let (rows, cols) = (1 + random.below(50) as u16, 1 + random.below(150) as u16);
        pty.resize(rows, cols);
        if round % 10 == 0 {
            pty.keys(["x", "\x1b[A", "\x1b[B", "\x1b[D", "\x7f"][random.below(5)]);
        }
    }
    pty.resize(24, 80);
    pty.keys(CTRL_C);
    pty.expect("KeyboardInterrupt");
    pty.keys("print('ali' + 've')\r");
    pty.wait(|it| it.ends_with(&["alive", ">>>"]), "the answer");
    pty.keys(CTRL_D);
    assert_eq!(pty.status(), 0);
}

#[test]
fn signals_lose_no_history() {
    for signal in [libc::SIGHUP, libc::SIGTERM, libc::SIGKILL, libc::SIGQUIT] {
        let file = home("signals").join(format!("history-{signal}"));
        let mut command = taipan("signals");
        let mut pty = first_prompt(Pty::start(command.arg("-q").env("PYTHON_HISTORY", &file)));
        pty.line("'kept' + ''");
        pty.wait_screen(&["'kept'", ">>>"]);
        pty.keys("not entered");
        pty.wait_screen(&[">>> not entered"]);
        pty.signal(signal);
        assert_eq!(pty.status(), -signal);
        assert_eq!(fs::read_to_string(&file).expect("the history"), "'kept' + ''\n");
        if signal != libc::SIGKILL {
            pty.wait_settings(COOKED);
        }
    }
}

#[test]
fn signals_while_code_runs() {
    for signal in [libc::SIGHUP, libc::SIGTERM] {
        let mut pty = editor("signals-run");
        pty.line("print('go' + 'ing', flush=True); import time; time.sleep(1000)");
        pty.expect("going");
        pty.signal(signal);
        assert_eq!(pty.status(), -signal);
        pty.wait_settings(COOKED);
    }
}

#[test]
fn homes_that_cannot_be_used() {
    let locked = home("locked").join("home");
    fs::create_dir_all(&locked).expect("a folder");
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o500)).expect("its mode");
    let homes = [Some(locked), Some("/nonexistent/home".into()), Some("/dev/null".into()), None];
    for (number, home) in homes.into_iter().enumerate() {
        let mut command = taipan(&format!("homes-{number}"));
        match home {
            Some(home) => command.env("HOME", home),
            None => command.env_remove("HOME"),
        };
        let mut pty = first_prompt(Pty::start(command.arg("-q")));
        pty.line("20 + 1");
        pty.wait_screen(&[">>> 20 + 1", "21", ">>>"]);
        // The session has its history.
        pty.keys("\x1b[A");
        pty.wait_screen(&[">>> 20 + 1", "21", ">>> 20 + 1"]);
        pty.keys(ENTER);
        pty.wait_screen(&[">>> 20 + 1", "21", ">>> 20 + 1", "21", ">>>"]);
        pty.keys(CTRL_D);
        assert_eq!(pty.status(), 0);
    }
}

#[test]
fn terminals_that_can_do_nothing() {
    for term in [None, Some(""), Some("dumb"), Some("unknown")] {
        let mut command = taipan("term");
        match term {
            Some(term) => command.env("TERM", term),
            None => command.env_remove("TERM"),
        };
        let mut pty = Pty::start(command.arg("-q"));
        pty.expect(">>> ");
        pty.ask("20 + 1", "21\n>>> ");
        pty.keys(CTRL_D);
        let (_, status) = pty.finish();
        assert_eq!(status, 0, "{term:?}");
    }
}

/// A terminal whose `closed` stream is closed before the prompt starts.
fn without(closed: i32) -> Pty {
    let program = taipan("closed").get_program().to_owned();
    let script = format!("exec \"$0\" -q {closed}>&-");
    Pty::start(Command::new("/bin/sh").arg("-c").arg(script).arg(program).env("TERM", "xterm"))
}

#[test]
fn streams_that_are_closed() {
    // Nothing to read: the program from standard input is empty.
    assert_eq!(without(0).status(), 0);
    // Nowhere to write: it runs all the same.
    for closed in [1, 2] {
        let mut pty = without(closed);
        pty.line("import sys; sys.exit(7)");
        assert_eq!(pty.status(), 7, "{closed}");
    }
}

const LINES: usize = 2000;

#[test]
fn lines_typed_ahead_between_prompts() {
    let mut pty = editor("ahead");
    type_ahead(&mut pty);
}

#[test]
fn lines_typed_ahead_while_code_runs() {
    let mut pty = editor("ahead-run");
    pty.line("print('bu' + 'sy', flush=True); sum(range(30_000_000)) and None");
    pty.expect("busy");
    type_ahead(&mut pty);
}

fn type_ahead(pty: &mut Pty) {
    for number in 0..LINES {
        pty.line(&format!("x{number} = {number}"));
    }
    pty.line(&format!("print('have', sum(globals()['x%d' % i] == i for i in range({LINES})))"));
    pty.expect(&format!("\nhave {LINES}\n"));
}

#[test]
fn a_block_typed_ahead() {
    let mut pty = editor("ahead-block");
    pty.line("def f():");
    for number in 0..300 {
        pty.line(&format!("    x{number} = {number}"));
    }
    pty.line("    return x7 + x299");
    pty.line("");
    pty.line("f(), 'end'");
    pty.expect("\n(306, 'end')\n");
}

#[test]
fn keys_cost_little_in_a_long_block() {
    let mut pty = editor("long-block");
    let lines: String = (0..1000).map(|it| format!("    x{it} = {it}  # {it}\n")).collect();
    pty.keys(&super::pty::keys::paste(&format!("def f():\n{lines}    return 7")));
    pty.wait(|it| it.rows().last().is_some_and(|it| it == "...     return 7"), "the end");
    for key in ["x", "y", "\x7f", "\x1b[D", "\x1b[A", "\x1b[B", "é"] {
        let before = pty.raw_len();
        pty.type_keys(key);
        let cost = pty.raw_len() - before;
        assert!(cost < 300, "{key:?} costs {cost} bytes");
    }
    // Beyond the upper edge: the terminal moves what it has.
    for _ in 0..40 {
        let before = pty.raw_len();
        pty.type_keys("\x1b[A");
        let cost = pty.raw_len() - before;
        assert!(cost < 300, "a step up costs {cost} bytes");
    }
}

#[test]
fn nothing_is_written_where_output_goes_elsewhere() {
    let file = home("redirected").join("out");
    let mut command = Command::new("/bin/sh");
    let program = taipan("redirected").get_program().to_owned();
    command.arg("-c").arg("exec \"$0\" -q > \"$1\"").arg(program).arg(&file).env("TERM", "xterm");
    let mut pty = Pty::start(&mut command);
    pty.expect(">>> ");
    pty.line("20 + 1");
    pty.expect(">>> ");
    pty.keys(CTRL_D);
    assert_eq!(pty.status(), 0);
    assert_eq!(fs::read_to_string(&file).expect("the output"), "21\n");
}

#[test]
fn what_the_system_has_shown_is_shown_behind_the_prompt() {
    let mut pty = editor("echoed");
    // The prompt comes when the file is there, and the keys before it.
    let gate = home("echoed").join("gate");
    // What an earlier run has left would open it at once.
    let _ = fs::remove_file(&gate);
    let wait =
        format!("while True:\\n try: open('{}'); break\\n except OSError: pass", gate.display());
    pty.line(&format!("print('wait' + 'ing', flush=True); exec(\"{wait}\")"));
    pty.expect("waiting\n");
    pty.keys("20 + 1");
    pty.expect("20 + 1");
    fs::write(&gate, "").expect("a file");
    pty.wait(|it| it.ends_with(&["waiting", ">>> 20 + 1"]), "the keys behind the prompt");
    pty.keys(ENTER);
    pty.wait_screen(&[">>> 20 + 1", "21", ">>>"]);
}
