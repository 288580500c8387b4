//! The line editor: indentation, completion, suggestions, colours, pasted text.

use super::pty::Pty;
use super::pty::keys::{BACKSPACE, CTRL_C, CTRL_D, ENTER, RIGHT, TAB, UP, paste};
use super::{editor, first_prompt, taipan};

/// Types a line at a prompt and waits until the screen shows it, its answer and the next prompt.
fn ask(pty: &mut Pty, line: &str, answer: &[&str]) {
    pty.line(line);
    answered(pty, line, answer);
}

fn answered(pty: &mut Pty, line: &str, answer: &[&str]) {
    let line = format!(">>> {line}");
    pty.wait_screen(&[&[&line[..]], answer, &[">>>"]].concat());
}

#[test]
fn blocks_are_indented() {
    let mut pty = editor("editor-indent");
    for line in ["def f(x):", "if x:", "return 'yes'", "return 'no'", ""] {
        pty.type_line(line);
    }
    pty.wait_screen(&[
        ">>> def f(x):",
        "...     if x:",
        "...         return 'yes'",
        "...     return 'no'",
        "...",
        ">>>",
    ]);
    ask(&mut pty, "f(1), f(0)", &["('yes', 'no')"]);
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
        "",
    ] {
        pty.type_line(line);
    }
    pty.wait_screen(&[
        "...     elif i:",
        "...         print('more')",
        "...     else:",
        "...         print('none')",
        "...",
        "none",
        "one",
        "more",
        ">>>",
    ]);
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
        "",
    ] {
        pty.keys(line);
        pty.type_keys(ENTER);
    }
    pty.wait_screen(&["...             print('even', i)", "...     return n", "...", ">>>"]);
    ask(&mut pty, "g(2)", &["even 0", "odd 1", "2"]);
}

#[test]
fn backspace_and_tab_move_by_levels() {
    let mut pty = editor("levels");
    pty.type_line("if True:");
    pty.type_line("x = 1");
    pty.type_keys(BACKSPACE);
    pty.type_line("else:");
    pty.type_line("x = 2");
    pty.type_keys(ENTER);
    pty.wait_screen(&[">>> if True:", "...     x = 1", "... else:", "...     x = 2", "...", ">>>"]);
    ask(&mut pty, "x", &["1"]);
    pty.type_line("(");
    pty.type_keys(TAB);
    pty.type_line("7)");
    pty.wait_screen(&["7", ">>>"]);
}

#[test]
fn names_and_attributes_are_completed() {
    let mut pty = editor("names");
    ask(&mut pty, "first = 1; some_long_name = 'text'", &[]);
    pty.type_keys("some_l");
    pty.type_keys(TAB);
    pty.wait_screen(&[">>> some_long_name"]);
    pty.type_keys(".capi");
    pty.type_keys(TAB);
    pty.wait(|it| it.text().contains(">>> some_long_name.capitalize"), "the method");
    pty.type_keys("()");
    pty.keys(ENTER);
    answered(&mut pty, "some_long_name.capitalize()", &["'Text'"]);
    pty.type_keys("impor");
    pty.type_keys(TAB);
    pty.type_keys(" itertoo");
    pty.type_keys(TAB);
    pty.wait_screen(&[">>> import itertools"]);
    pty.keys(ENTER);
    answered(&mut pty, "import itertools", &[]);
    ask(&mut pty, "itertools.__name__", &["'itertools'"]);
    // Several: the common part, then a list.
    pty.type_keys("itertools.co");
    pty.keys(TAB);
    pty.wait(|it| it.text().contains("combinations") && it.text().contains("count"), "the list");
    pty.keys(CTRL_C);
    pty.wait_screen(&["KeyboardInterrupt", ">>>"]);
}

#[test]
fn completion_runs_nothing() {
    let mut pty = editor("quiet");
    for line in [
        "class Loud:",
        "    def __getattr__(self, name): print('ran'); raise AttributeError",
        "    prop = property(lambda self: print('ran'))",
        "",
    ] {
        pty.keys(line);
        pty.type_keys(ENTER);
    }
    pty.wait_screen(&["...     prop = property(lambda self: print('ran'))", "...", ">>>"]);
    ask(&mut pty, "loud = Loud()", &[]);
    pty.type_keys("loud.pro");
    pty.type_keys(TAB);
    pty.wait(|it| it.text().contains(">>> loud.prop"), "the attribute");
    pty.type_keys(".x");
    pty.keys(TAB);
    pty.keys(CTRL_C);
    pty.wait_screen(&["KeyboardInterrupt", ">>>"]);
    pty.keys(CTRL_D);
    let (screen, _) = pty.finish();
    assert!(!screen.contains("\nran"), "{screen}");
}

#[test]
fn earlier_inputs_are_suggested() {
    let mut pty = editor("suggest");
    ask(&mut pty, "'a rather long input'", &["'a rather long input'"]);
    pty.type_keys("'a ra");
    pty.wait(|it| it.ends_with(&[">>> 'a rather long input'"]), "the suggestion");
    pty.type_keys(RIGHT);
    pty.keys(ENTER);
    answered(&mut pty, "'a rather long input'", &["'a rather long input'"]);
    // The keys for the history are untouched by it.
    ask(&mut pty, "'other'", &["'other'"]);
    pty.keys(UP);
    pty.wait_screen(&["'other'", ">>> 'other'"]);
    pty.keys(ENTER);
    answered(&mut pty, "'other'", &["'other'"]);
}

#[test]
fn signatures_are_shown_while_a_call_is_typed() {
    let mut pty = editor("signature");
    pty.type_line("def area(width, height=2, *, scale=1): return width");
    pty.type_keys(ENTER);
    pty.wait_screen(&["...", ">>>"]);
    pty.type_keys("area(1");
    pty.wait(|it| it.rows().len() > 3 && it.row(3).contains("area(width, height"), "the signature");
    pty.type_keys(", scale=2)");
    pty.keys(ENTER);
    answered(&mut pty, "area(1, scale=2)", &["1"]);
}

#[test]
fn pasted_transcripts_lose_their_prompts() {
    let mut pty = editor("paste");
    pty.keys(&paste(">>> def twice(x):\n...     return 2 * x\n... \n>>> y = twice(21)\n"));
    pty.expect("y = twice(21)");
    pty.keys(ENTER);
    pty.wait(|it| it.ends_with(&[">>>"]), "the next prompt");
    ask(&mut pty, "y, twice(4)", &["(42, 8)"]);
    pty.keys(&paste("def spaced():\n    a = 1\n\n    return a\nspaced() + 1\nspaced() + 2"));
    pty.expect("spaced() + 2");
    pty.keys(ENTER);
    pty.wait_screen(&["2", "3", ">>>"]);
}

#[test]
fn colours_are_used_where_they_are_wanted() {
    let mut command = taipan("colours");
    command.arg("-q").env_remove("NO_COLOR").env("FORCE_COLOR", "1");
    let mut pty = first_prompt(Pty::start(&mut command));
    // Each key as it is typed.
    pty.type_keys("return 'text' # why");
    for (col, char, colour) in
        [(4, 'r', Some(4)), (11, '\'', Some(2)), (15, 't', Some(2)), (18, '#', Some(1))]
    {
        let cell = pty.cell(0, col);
        assert_eq!((cell.char, cell.colour), (char, colour));
    }
    assert!(pty.cell(0, 4).bold && pty.cell(0, 0).colour == Some(5));
    pty.keys(CTRL_C);
    pty.wait_screen(&["KeyboardInterrupt", ">>>"]);
    pty.line("1 / 0");
    pty.wait_screen(&["ZeroDivisionError: division by zero", ">>>"]);
    pty.keys(CTRL_D);
    let raw = pty.finish_raw();
    let error = "\x1b[1;35mZeroDivisionError\x1b[0m: \x1b[35mdivision by zero\x1b[0m";
    for piece in [error, "\x1b[31m1 \x1b[0m\x1b[1;31m/\x1b[0m\x1b[31m 0\x1b[0m", "\x1b[1;35m>>> "] {
        assert!(raw.contains(piece), "{piece:?} is not in {raw:?}");
    }
}
