//! The prompt on a terminal: what a person sees who types, with the plain prompt and with the line editor.
//!
//! `TAIPAN_BIN` names another binary to run.

#[path = "prompt/blocks.rs"]
mod blocks;
#[path = "prompt/comforts.rs"]
mod comforts;
#[path = "prompt/completing.rs"]
mod completing;
#[path = "prompt/configuration.rs"]
mod configuration;
#[path = "prompt/editor.rs"]
mod editing;
#[path = "prompt/history_file.rs"]
mod history_file;
#[path = "prompt/keys.rs"]
mod keys;
#[path = "prompt/pasting.rs"]
mod pasting;
mod pty;
#[path = "prompt/recording.rs"]
mod recording;
#[path = "prompt/robust.rs"]
mod robust;
#[path = "prompt/scenario.rs"]
mod scenario;
#[path = "prompt/searching.rs"]
mod searching;
#[path = "prompt/semantics.rs"]
mod semantics;
#[path = "prompt/terminal.rs"]
mod terminal;
#[path = "prompt/undo.rs"]
mod undo;
#[path = "prompt/vi.rs"]
mod vi;
#[path = "prompt/wide.rs"]
mod wide;

use std::path::PathBuf;
use std::process::Command;
use std::{env, fs};

use pty::Pty;
use pty::keys::{CTRL_C, CTRL_D, ENTER, UP};

/// A folder of a test's own, which is its home.
fn home(test: &str) -> PathBuf {
    let folder = env::temp_dir().join(format!("taipan-prompt-{}-{test}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder for temporary files");
    folder
}

/// A folder with a configuration in it.
fn config(test: &str, text: &str) -> PathBuf {
    let folder = home(test).join("config");
    fs::create_dir_all(folder.join("taipan")).expect("a folder for the configuration");
    fs::write(folder.join("taipan/config.toml"), text).expect("a configuration can be written");
    folder
}

fn taipan(test: &str) -> Command {
    let binary =
        env::var_os("TAIPAN_BIN").map_or(env!("CARGO_BIN_EXE_taipan").into(), PathBuf::from);
    let mut command = Command::new(binary);
    command
        .env_clear()
        .env("PATH", env::var_os("PATH").unwrap_or_default())
        .env("HOME", home(test))
        .env("LC_ALL", "C.UTF-8")
        .env("NO_COLOR", "1")
        .env("TERM", "xterm");
    command
}

/// The prompt without an editor, past its first `>>> `.
fn plain(test: &str) -> Pty {
    let mut pty = Pty::start(taipan(test).arg("-q").env("PYTHON_BASIC_REPL", "1"));
    pty.expect(">>> ");
    pty
}

/// The prompt with the editor, past its first `>>> `.
fn editor(test: &str) -> Pty {
    first_prompt(Pty::start(taipan(test).arg("-q")))
}

/// Waits for a prompt at the top of the screen.
fn first_prompt(mut pty: Pty) -> Pty {
    pty.expect(">>> ");
    pty.wait_cursor(0, 4);
    pty
}

#[test]
fn banner_and_end() {
    let mut pty = Pty::start(taipan("banner").env("PYTHON_BASIC_REPL", "1"));
    pty.expect("Python 3.13.0");
    pty.expect(
        "Type \"help\", \"copyright\", \"credits\" or \"license\" for more information.\n>>> ",
    );
    pty.keys(CTRL_D);
    let (screen, status) = pty.finish();
    assert!(screen.ends_with(">>> \n"), "{screen}");
    assert_eq!(status, 0);
}

#[test]
fn values_are_shown() {
    let mut pty = plain("values");
    pty.ask("1 + 1", "2\n>>> ");
    pty.ask("_ * 21", "42\n>>> ");
    pty.ask("None", ">>> ");
    pty.ask("_", "42\n>>> ");
    pty.ask("x = 'text'", ">>> ");
    pty.ask("x; len(x)", "'text'\n4\n>>> ");
    pty.ask("(y := 6)", "6\n>>> ");
    pty.ask("_ = 'mine'; del _; _", "6\n>>> ");
}

#[test]
fn blocks_run_at_an_empty_line() {
    let mut pty = plain("blocks");
    pty.ask("for i in range(2):", "... ");
    pty.ask("    i * 10", "... ");
    pty.ask("", "0\n10\n>>> ");
    pty.ask("def f(a):", "... ");
    pty.ask("    # a comment does not end it", "... ");
    pty.ask("    return a + 1", "... ");
    pty.ask("", ">>> ");
    pty.ask("f(41)", "42\n>>> ");
    pty.ask("if f(0): 'short'", "... ");
    pty.ask("", "'short'\n>>> ");
    pty.ask("class A:", "... ");
    pty.ask("    'not shown'", "... ");
    pty.ask("", ">>> ");
    pty.ask("@staticmethod", "... ");
    pty.ask("def g(): pass", "... ");
    pty.ask("", ">>> ");
}

#[test]
fn open_brackets_and_strings_go_on() {
    let mut pty = plain("brackets");
    pty.ask("(1 +", "... ");
    pty.ask("", "... ");
    pty.ask("2)", "3\n>>> ");
    pty.ask("'''a", "... ");
    pty.ask("", "... ");
    pty.ask("b'''", "'a\\n\\nb'\n>>> ");
    pty.ask("1 + \\", "... ");
    pty.ask("1", "2\n>>> ");
    pty.ask("# comment", ">>> ");
    pty.ask("   ", ">>> ");
}

#[test]
fn errors_are_shown_and_the_session_goes_on() {
    let mut pty = plain("errors");
    pty.ask(
        "1 / 0",
        "Traceback (most recent call last):\n  File \"<stdin>\", line 1, in <module>\n    1 / 0\n    \
         ~~^~~\nZeroDivisionError: division by zero\n>>> ",
    );
    pty.ask("def f():", "... ");
    pty.ask("    return nothing", "... ");
    pty.ask("", ">>> ");
    pty.line("f()");
    pty.expect("File \"<stdin>\", line 1, in <module>\n    f()\n    ~^^\n");
    pty.expect("File \"<stdin>\", line 2, in f\n    return nothing\n           ^^^^^^^\n");
    pty.expect("NameError: name 'nothing' is not defined\n>>> ");
    pty.ask("import sys; sys.last_exc", "NameError(\"name 'nothing' is not defined\")\n>>> ");
    pty.ask("'still here'", "'still here'\n>>> ");
}

#[test]
fn syntax_errors_are_shown() {
    let mut pty = plain("syntax");
    pty.ask(
        "x = = 1",
        "  File \"<stdin>\", line 1\n    x = = 1\n        ^\nSyntaxError: invalid syntax\n>>> ",
    );
    pty.ask("  x", "  File \"<stdin>\", line 1\n    x\nIndentationError: unexpected indent\n>>> ");
    pty.ask(
        "return 5",
        "  File \"<stdin>-0\", line 1\n    return 5\n    ^^^^^^^^\nSyntaxError: 'return' outside \
         function\n>>> ",
    );
    pty.ask("if 1:", "... ");
    pty.line("x");
    pty.expect("IndentationError: expected an indented block after 'if' statement on line 1\n>>> ");
    pty.ask("if 1:", "... ");
    pty.ask("    1", "... ");
    // A line that does not go on with the block: nothing runs.
    pty.ask("2", "  File \"<stdin>\", line 3\n    2\n    ^\nSyntaxError: invalid syntax\n>>> ");
    pty.ask("'next'", "'next'\n>>> ");
}

#[test]
fn interrupt_drops_a_line() {
    let mut pty = plain("interrupt-line");
    pty.ask("x = 1", ">>> ");
    pty.keys("x = 2");
    pty.expect("x = 2");
    pty.keys(CTRL_C);
    pty.expect("\nKeyboardInterrupt\n>>> ");
    pty.ask("x", "1\n>>> ");
    pty.ask("if x:", "... ");
    pty.ask("    x = 3", "... ");
    pty.keys(CTRL_C);
    pty.expect("\nKeyboardInterrupt\n>>> ");
    pty.ask("x", "1\n>>> ");
}

#[test]
fn interrupt_stops_a_loop() {
    let mut pty = plain("interrupt-loop");
    for source in ["while True: pass", "import time; time.sleep(1000)", "sum(iter(int, 1))"] {
        pty.line(&format!("exec({:?})", format!("print('start' + 'ed', flush=True)\n{source}")));
        pty.expect("\nstarted\n");
        pty.keys(CTRL_C);
        pty.expect("Traceback (most recent call last):\n");
        pty.expect("\nKeyboardInterrupt\n>>> ");
    }
    pty.ask("'alive'", "'alive'\n>>> ");
}

#[test]
fn interrupt_can_be_caught() {
    let mut pty = plain("interrupt-caught");
    pty.line("exec(\"try:\\n    print('go' + 'ing')\\n    while 1: pass\\nexcept KeyboardInterrupt: print('caught')\")");
    pty.expect("\ngoing\n");
    pty.keys(CTRL_C);
    pty.expect("caught\n>>> ");
}

#[test]
fn end_of_input() {
    let mut pty = plain("end");
    pty.ask("if 1:", "... ");
    pty.ask("    'block'", "... ");
    // Ends the block, not the session.
    pty.keys(CTRL_D);
    pty.expect("\n'block'\n>>> ");
    pty.ask("1 / 0", "Traceback");
    pty.expect(">>> ");
    pty.keys(CTRL_D);
    let (screen, status) = pty.finish();
    assert!(screen.ends_with(">>> \n"), "{screen}");
    assert_eq!(status, 0);
}

#[test]
fn leaving_with_a_status() {
    for (line, expected) in [
        ("exit()", 0),
        ("quit(3)", 3),
        ("import sys; sys.exit(7)", 7),
        ("raise SystemExit('text')", 1),
    ] {
        let mut pty = plain("leaving");
        pty.ask("exit", "Use exit() or Ctrl-D (i.e. EOF) to exit\n>>> ");
        pty.line(line);
        assert_eq!(pty.finish().1, expected, "{line}");
    }
}

#[test]
fn prompts_can_be_changed() {
    let mut pty = plain("prompts");
    pty.ask("import sys; sys.ps1, sys.ps2", "('>>> ', '... ')\n>>> ");
    pty.ask("sys.ps1 = 'in> '; sys.ps2 = 'more> '", "in> ");
    pty.ask("if 1:", "more> ");
    pty.ask("    'x'", "more> ");
    pty.ask("", "'x'\nin> ");
    pty.ask("class Count:", "more> ");
    pty.ask("    n = 0", "more> ");
    pty.ask("    def __str__(self): self.n += 1; return f'[{self.n}] '", "more> ");
    pty.ask("", "in> ");
    pty.ask("sys.ps1 = Count()", "[1] ");
    pty.ask("5", "5\n[2] ");
    pty.ask("sys.ps1 = '>>> '", ">>> ");
}

#[test]
fn input_reads_from_the_terminal() {
    let mut pty = plain("input");
    pty.ask("answer = input('name? ')", "name? ");
    pty.ask("Ada", ">>> ");
    pty.ask("answer", "'Ada'\n>>> ");
    pty.ask("input('again? ')", "again? ");
    pty.keys(CTRL_D);
    pty.expect("EOFError\n>>> ");
    pty.ask("input('once more? ')", "once more? ");
    pty.keys(CTRL_C);
    pty.expect("KeyboardInterrupt\n>>> ");
    pty.ask("'on'", "'on'\n>>> ");
}

#[test]
fn hooks_are_used() {
    let mut pty = plain("hooks");
    pty.ask("import sys; sys.displayhook = lambda it: print('shown', it)", ">>> ");
    pty.ask("5", "shown 5\n>>> ");
    pty.ask("None", "shown None\n>>> ");
    pty.ask("sys.excepthook = lambda kind, it, tb: print('hook', kind.__name__, it)", ">>> ");
    pty.ask("1 / 0", "hook ZeroDivisionError division by zero\n>>> ");
    pty.ask("x = = 1", "hook SyntaxError invalid syntax (<stdin>, line 1)\n>>> ");
    pty.ask("del sys.displayhook", ">>> ");
    pty.ask("7", "hook RuntimeError lost sys.displayhook\n>>> ");
}

#[test]
fn future_features_stay() {
    let mut pty = plain("future");
    pty.ask("def f(a: 1 + 1): pass", "... ");
    pty.ask("", ">>> ");
    pty.ask("f.__annotations__", "{'a': 2}\n>>> ");
    pty.ask("from __future__ import annotations", ">>> ");
    pty.ask("def f(a: 1 + 1): pass", "... ");
    pty.ask("", ">>> ");
    pty.ask("f.__annotations__", "{'a': '1 + 1'}\n>>> ");
}

#[test]
fn a_prompt_follows_a_program() {
    let mut command = taipan("after");
    command.args(["-i", "-c", "x = 5; y = 1 / 0"]).env("PYTHON_BASIC_REPL", "1");
    let mut pty = Pty::start(&mut command);
    pty.expect("ZeroDivisionError: division by zero\n>>> ");
    pty.ask("x", "5\n>>> ");
    pty.ask("y", "Traceback");
    pty.expect("NameError: name 'y' is not defined\n>>> ");
}

#[test]
fn a_start_file_runs_first() {
    let file = home("startup").join("start.py");
    fs::write(&file, "print('starting', __file__[-8:])\nready = 'yes'\n").expect("a file");
    let mut command = taipan("startup");
    command.arg("-q").env("PYTHON_BASIC_REPL", "1").env("PYTHONSTARTUP", &file);
    let mut pty = Pty::start(&mut command);
    pty.expect("starting start.py\n>>> ");
    pty.ask("ready, '__file__' in globals()", "('yes', False)\n>>> ");
}

#[test]
fn the_editor_shows_the_same() {
    let mut pty = editor("editor");
    pty.line("1 + 1");
    pty.wait_screen(&[">>> 1 + 1", "2", ">>>"]);
    pty.type_line("if 1:");
    pty.type_line("'in a block'");
    pty.type_keys(ENTER);
    pty.wait_screen(&[">>> if 1:", "...     'in a block'", "...", "'in a block'", ">>>"]);
    pty.line("1 / 0");
    pty.wait_screen(&[
        ">>> 1 / 0",
        "Traceback (most recent call last):",
        "  File \"<python-input-2>\", line 1, in <module>",
        "    1 / 0",
        "    ~~^~~",
        "ZeroDivisionError: division by zero",
        ">>>",
    ]);
    pty.line("x = = 1");
    pty.wait_screen(&["    x = = 1", "        ^", "SyntaxError: invalid syntax", ">>>"]);
    pty.type_keys("dropped");
    pty.keys(CTRL_C);
    pty.wait_screen(&["KeyboardInterrupt", ">>>"]);
    pty.line("exec(\"print('start' + 'ed', flush=True)\\nwhile True: pass\")");
    pty.expect("\nstarted\n");
    pty.keys(CTRL_C);
    pty.wait(
        |it| it.ends_with(&["KeyboardInterrupt", ">>>"]) && it.text().contains("started"),
        "the end",
    );
    pty.keys(CTRL_D);
    assert_eq!(pty.finish().1, 0);
}

#[test]
fn the_editor_leaves_at_a_bare_word() {
    let mut pty = editor("bare");
    pty.line("exit");
    assert_eq!(pty.finish().1, 0);
    let mut pty = editor("bare");
    pty.line("exit = 5");
    pty.wait_screen(&[">>> exit = 5", ">>>"]);
    pty.line("exit");
    pty.wait_screen(&[">>> exit", "5", ">>>"]);
    pty.line("quit(4)");
    assert_eq!(pty.finish().1, 4);
}

#[test]
fn history_is_kept() {
    let file = home("history").join("kept");
    let session =
        || first_prompt(Pty::start(taipan("history").arg("-q").env("PYTHON_HISTORY", &file)));
    let mut pty = session();
    pty.line("'first' + ''");
    pty.wait_screen(&[">>> 'first' + ''", "'first'", ">>>"]);
    pty.type_line("for i in range(2):");
    pty.type_line("i + 70");
    pty.type_keys(ENTER);
    pty.wait_screen(&["...", "70", "71", ">>>"]);
    // At once, and not only at the end.
    let kept = fs::read_to_string(&file).expect("the history is written");
    assert!(kept.contains("'first' + ''") && kept.contains("i + 70"), "{kept}");
    pty.keys(CTRL_D);
    assert_eq!(pty.finish().1, 0);

    let mut pty = session();
    pty.line("'second' + ''");
    pty.wait_screen(&[">>> 'second' + ''", "'second'", ">>>"]);
    pty.keys(UP);
    pty.wait_screen(&["'second'", ">>> 'second' + ''"]);
    pty.keys(UP);
    pty.wait(
        |it| it.text().contains("for i in range(2):") && it.text().contains("i + 70"),
        "the loop",
    );
    pty.keys(CTRL_C);
    pty.wait_screen(&["KeyboardInterrupt", ">>>"]);
    pty.keys(CTRL_D);
    assert_eq!(pty.finish().1, 0);
}
