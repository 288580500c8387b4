//! The line editor: indentation, completion, suggestions, colours, pasted text.

use super::pty::{CTRL_C, CTRL_D, Pty, UP};
use super::{editor, taipan};

const TAB: &str = "\t";
const BACKSPACE: &str = "\x7f";
const RIGHT: &str = "\x1b[C";

/// Types a line and waits for its answer and the prompt behind it.
fn ask(pty: &mut Pty, line: &str, answer: &str) {
    pty.line(line);
    pty.expect(answer);
    pty.expect(">>> ");
}

#[test]
fn blocks_are_indented() {
    let mut pty = editor("editor-indent");
    pty.line("def f(x):");
    pty.expect("\n...     ");
    pty.line("if x:");
    pty.expect("\n...         ");
    pty.line("return 'yes'");
    pty.expect("\n...     ");
    pty.line("return 'no'");
    pty.expect("\n... ");
    pty.line("");
    pty.expect(">>> ");
    ask(&mut pty, "f(1), f(0)", "('yes', 'no')");
}

#[test]
fn clauses_go_to_their_statement() {
    let mut pty = editor("clauses");
    for line in [
        "for i in range(3):",
        "if i == 1:",
        "print('one')",
        "elif i:",
        "print('more')",
        "else:",
        "print('none')",
    ] {
        pty.line(line);
        pty.expect("\n... ");
    }
    pty.line("");
    pty.expect("none\none\nmore\n");
    pty.expect(">>> ");
}

#[test]
fn lines_with_an_indentation_of_their_own_keep_it() {
    let mut pty = editor("typed");
    for line in [
        "def g(n):",
        "    for i in range(n):",
        "        if i % 2:",
        "            print('odd', i)",
        "        else:",
        "            print('even', i)",
        "    return n",
    ] {
        pty.line(line);
        pty.expect("\n... ");
    }
    pty.line("");
    pty.expect(">>> ");
    ask(&mut pty, "g(2)", "even 0\nodd 1\n2\n");
}

#[test]
fn backspace_and_tab_move_by_levels() {
    let mut pty = editor("levels");
    pty.line("if True:");
    pty.expect("\n...     ");
    pty.line("x = 1");
    pty.expect("\n...     ");
    pty.keys(BACKSPACE);
    pty.line("else:");
    pty.expect("\n...     ");
    pty.line("x = 2");
    pty.expect("\n...     ");
    pty.line("");
    pty.expect(">>> ");
    ask(&mut pty, "x", "1\n");
    pty.line("(");
    pty.expect("\n... ");
    pty.keys(TAB);
    pty.line("7)");
    pty.expect("7\n");
}

#[test]
fn names_and_attributes_are_completed() {
    let mut pty = editor("names");
    ask(&mut pty, "some_long_name = 'text'", "");
    pty.keys("some_l");
    pty.keys(TAB);
    pty.expect("some_long_name");
    pty.keys(".capi");
    pty.keys(TAB);
    pty.expect("capitalize");
    ask(&mut pty, "()", "'Text'\n");
    pty.keys("impor");
    pty.keys(TAB);
    pty.keys(" itertoo");
    pty.keys(TAB);
    pty.expect("itertools");
    ask(&mut pty, "", "");
    ask(&mut pty, "itertools.__name__", "'itertools'\n");
    // Several: the common part, then a list.
    pty.keys("itertools.co");
    pty.keys(TAB);
    pty.expect("combinations");
    pty.expect("count");
    pty.keys(CTRL_C);
    pty.expect(">>> ");
}

#[test]
fn completion_runs_nothing() {
    let mut pty = editor("quiet");
    for line in ["class Loud:", "def __getattr__(self, name): print('ran'); raise AttributeError"] {
        pty.line(line);
        pty.expect("\n... ");
    }
    pty.keys(BACKSPACE);
    pty.keys("    ");
    pty.line("prop = property(lambda self: print('ran'))");
    pty.expect("\n... ");
    pty.line("");
    pty.expect(">>> ");
    ask(&mut pty, "loud = Loud()", "");
    pty.keys("loud.pro");
    pty.keys(TAB);
    pty.expect("loud.prop");
    pty.keys(".x");
    pty.keys(TAB);
    pty.keys(CTRL_C);
    pty.expect("KeyboardInterrupt");
    pty.expect(">>> ");
    pty.keys(CTRL_D);
    let (screen, _) = pty.finish();
    assert!(!screen.contains("\nran"), "{screen}");
}

#[test]
fn earlier_inputs_are_suggested() {
    let mut pty = editor("suggest");
    ask(&mut pty, "'a rather long input'", "'a rather long input'\n");
    pty.keys("'a ra");
    pty.expect("'a rather long input'");
    pty.keys(RIGHT);
    ask(&mut pty, "", "'a rather long input'\n");
    // The keys for the history are untouched by it.
    ask(&mut pty, "'other'", "'other'\n");
    pty.keys("'a");
    pty.keys(UP);
    ask(&mut pty, "", "'other'\n");
}

#[test]
fn signatures_are_shown_while_a_call_is_typed() {
    let mut pty = editor("signature");
    pty.line("def area(width, height=2, *, scale=1): return width");
    pty.expect("\n... ");
    ask(&mut pty, "", "");
    pty.keys("area(1");
    pty.expect("area(width, height, *, scale)");
    ask(&mut pty, ", scale=2)", "1\n");
}

#[test]
fn pasted_transcripts_lose_their_prompts() {
    let mut pty = editor("paste");
    pty.keys(
        "\x1b[200~>>> def twice(x):\n...     return 2 * x\n... \n>>> y = twice(21)\n\x1b[201~",
    );
    pty.expect("y = twice(21)");
    ask(&mut pty, "", "");
    ask(&mut pty, "y, twice(4)", "(42, 8)\n");
    pty.keys(
        "\x1b[200~def spaced():\n    a = 1\n\n    return a\nspaced() + 1\nspaced() + 2\x1b[201~",
    );
    pty.expect("spaced() + 2");
    ask(&mut pty, "", "2\n3\n");
}

#[test]
fn colours_are_used_where_they_are_wanted() {
    let mut command = taipan("colours");
    command.arg("-q").env_remove("NO_COLOR").env("FORCE_COLOR", "1");
    let mut pty = Pty::start(&mut command);
    pty.expect(">>> ");
    pty.keys("return 'text' # why");
    pty.expect("# why");
    pty.keys(CTRL_C);
    pty.expect(">>> ");
    pty.line("1 / 0");
    pty.expect("division by zero");
    pty.expect(">>> ");
    pty.keys(CTRL_D);
    let raw = pty.finish_raw();
    let error = "\x1b[1;35mZeroDivisionError\x1b[0m: \x1b[35mdivision by zero\x1b[0m";
    for piece in [
        error,
        "\x1b[31m1 \x1b[0m\x1b[1;31m/\x1b[0m\x1b[31m 0\x1b[0m",
        "\x1b[1;34mreturn",
        "\x1b[32m'text'",
        "\x1b[31m# why",
        "\x1b[1;35m>>> ",
    ] {
        assert!(raw.contains(piece), "{piece:?} is not in {raw:?}");
    }
}
