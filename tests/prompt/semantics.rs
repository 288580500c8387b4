//! At the editor's prompt Python means what it means everywhere: values, errors, prompts, hooks, the end.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use super::scenario::{At, Ends, Has, Lacks, Paste, See, Send, Type, play, play_with};

#[test]
fn values() {
    play(
        "rich-values",
        &[
            ("each of several is shown", &[Send("1; 'two'\r"), See(&["1", "'two'", ">>>"])]),
            ("None is not", &[Send("None\r"), See(&[">>> None", ">>>"])]),
            (
                "_ is the one before",
                &[
                    Send("41\r"),
                    See(&["41", ">>>"]),
                    Send("_ + 1\r"),
                    See(&["42", ">>>"]),
                    Send("None\r"),
                    See(&[">>> None", ">>>"]),
                    Send("_\r"),
                    See(&[">>> _", "42", ">>>"]),
                ],
            ),
            (
                "a variable _ covers it",
                &[
                    Send("6\r"),
                    See(&["6", ">>>"]),
                    Send("_ = 'mine'\r"),
                    See(&[">>> _ = 'mine'", ">>>"]),
                    Send("7\r"),
                    See(&["7", ">>>"]),
                    Send("del _\r"),
                    See(&[">>> del _", ">>>"]),
                    Send("_\r"),
                    See(&[">>> _", "7", ">>>"]),
                ],
            ),
            ("assignments show nothing", &[Send("x = y = 5\r"), See(&[">>> x = y = 5", ">>>"])]),
            ("an assignment expression does", &[Send("(y := 6)\r"), See(&["6", ">>>"])]),
            (
                "a loop shows each",
                &[Paste("for i in 7, 8:\n    i\n"), Send("\r"), See(&["...", "7", "8", ">>>"])],
            ),
            (
                "a wrong __repr__ is an error, and the session goes on",
                &[
                    Send("type('A', (), {'__repr__': lambda self: 5})()\r"),
                    See(&["TypeError: __repr__ returned non-string (type int)", ">>>"]),
                    Send("1\r"),
                    See(&[">>> 1", "1", ">>>"]),
                ],
            ),
        ],
    );
}

#[test]
fn blocks_and_statements() {
    play(
        "rich-blocks",
        &[
            (
                "a second statement at the left edge runs too",
                &[
                    Paste("if 1:\n    'first'\n'second'"),
                    Send("\r"),
                    See(&["... 'second'", "'first'", "'second'", ">>>"]),
                ],
            ),
            (
                "what follows a statement that fails does not run",
                &[
                    Paste("'before'\nnowhere\n'behind'"),
                    Send("\r"),
                    Has("\n'before'\nTraceback"),
                    See(&["NameError: name 'nowhere' is not defined", ">>>"]),
                ],
            ),
            ("a comment shows nothing", &[Type("# why\r"), See(&[">>> # why", ">>>"])]),
            (
                "a comment does not end a block",
                &[
                    Type("if 1:\r# why\r"),
                    See(&[">>> if 1:", "...     # why", "..."]),
                    Type("5\r\r"),
                    See(&["...     5", "...", "5", ">>>"]),
                ],
            ),
            (
                "spaces before a statement",
                &[Send("  1\r"), See(&["    1", "IndentationError: unexpected indent", ">>>"])],
            ),
            (
                "a loop that is interrupted",
                &[
                    Send("exec(\"print('go' + 'ing', flush=True)\\nwhile 1: pass\")\r"),
                    Has("going"),
                    Send("\x03"),
                    See(&["KeyboardInterrupt", ">>>"]),
                    Send("1\r"),
                    See(&[">>> 1", "1", ">>>"]),
                ],
            ),
            (
                "input() reads a line",
                &[
                    Send("name = input('name? ')\r"),
                    See(&["name?"]),
                    Send("Ada\r"),
                    See(&["name? Ada", ">>>"]),
                    Send("name\r"),
                    See(&["'Ada'", ">>>"]),
                ],
            ),
            (
                "a class, a decorator, a match",
                &[
                    Paste(
                        "class A:\n    @property\n    def x(self):\n        match 5:\n            case n:\n                return n\n\nA().x",
                    ),
                    Send("\r"),
                    See(&["... A().x", "5", ">>>"]),
                ],
            ),
            (
                "await is none of the prompt's",
                &[Send("await x\r"), See(&["SyntaxError: 'await' outside function", ">>>"])],
            ),
            (
                "a future feature stays",
                &[
                    Send("from __future__ import annotations\r"),
                    See(&[">>> from __future__ import annotations", ">>>"]),
                    Send("x: nowhere = 1\r"),
                    See(&[">>> x: nowhere = 1", ">>>"]),
                    Send("__annotations__\r"),
                    See(&["{'x': 'nowhere'}", ">>>"]),
                ],
            ),
        ],
    );
}

#[test]
fn errors() {
    play(
        "rich-errors",
        &[
            (
                "a caret shows what is no Python",
                &[
                    Send("x = = 1\r"),
                    See(&[
                        ">>> x = = 1",
                        "  File \"<python-input-0>\", line 1",
                        "    x = = 1",
                        "        ^",
                        "SyntaxError: invalid syntax",
                        ">>>",
                    ]),
                ],
            ),
            (
                "nothing of an input runs that is no Python somewhere",
                &[
                    Paste("'before'\nx = = 1"),
                    Send("\r"),
                    See(&[
                        "... x = = 1",
                        "  File \"<python-input-0>\", line 2",
                        "    x = = 1",
                        "        ^",
                        "SyntaxError: invalid syntax",
                        ">>>",
                    ]),
                ],
            ),
            (
                "a traceback shows lines of earlier inputs",
                &[
                    Paste("def f(x):\n    return 1 / x\n"),
                    Send("\r"),
                    See(&["...", ">>>"]),
                    Send("f(0)\r"),
                    See(&[
                        ">>> f(0)",
                        "Traceback (most recent call last):",
                        "  File \"<python-input-1>\", line 1, in <module>",
                        "    f(0)",
                        "    ~^^^",
                        "  File \"<python-input-0>\", line 2, in f",
                        "    return 1 / x",
                        "           ~~^~~",
                        "ZeroDivisionError: division by zero",
                        ">>>",
                    ]),
                ],
            ),
            (
                "an error in what an error is shown with",
                &[
                    Send("raise type('E', (Exception,), {'__str__': lambda self: 1 / 0})\r"),
                    See(&["E: <exception str() failed>", ">>>"]),
                ],
            ),
            (
                "the last error is kept",
                &[
                    Send("1 / 0\r"),
                    See(&["ZeroDivisionError: division by zero", ">>>"]),
                    Send("import sys; sys.last_exc\r"),
                    See(&["ZeroDivisionError('division by zero')", ">>>"]),
                ],
            ),
        ],
    );
}

#[test]
fn prompts() {
    play(
        "rich-prompts",
        &[
            (
                "an object is asked each time",
                &[
                    Paste(
                        "import sys\nclass Count:\n    n = 0\n    def __str__(self):\n        self.n += 1\n        return f'[{self.n}] '\nsys.ps1 = Count()",
                    ),
                    Send("\r"),
                    See(&["... sys.ps1 = Count()", "[1]"]),
                    Type("5"),
                    See(&["[1] 5"]),
                    Send("\r"),
                    See(&["[1] 5", "5", "[2]"]),
                ],
            ),
            (
                "of another width",
                &[
                    Send("import sys; sys.ps1 = 'input> '; sys.ps2 = '> '\r"),
                    See(&["input>"]),
                    Type("(1,\r2"),
                    See(&["input> (1,", "> 2"]),
                    At(2, 3),
                    Type("\x1b[A\x05"),
                    At(1, 10),
                ],
            ),
            (
                "with colours, whose width is none",
                &[
                    Send("import sys; sys.ps1 = '\\x1b[1;32min\\x1b[0m> '\r"),
                    See(&["in>"]),
                    At(1, 4),
                    Type("12\x01"),
                    At(1, 4),
                    Type("3"),
                    See(&["in> 312"]),
                ],
            ),
            (
                "with a title for the window",
                &[
                    Send("import sys; sys.ps1 = '\\x1b]0;title\\x07in> '\r"),
                    See(&["in>"]),
                    At(1, 4),
                    Type("12"),
                    See(&["in> 12"]),
                ],
            ),
            (
                "of two lines",
                &[
                    Send("import sys; sys.ps1 = 'above\\nin> '\r"),
                    See(&["above", "in>"]),
                    At(2, 4),
                    Type("1\r"),
                    See(&["above", "in> 1", "1", "above", "in>"]),
                ],
            ),
            (
                "one that fails is none",
                &[
                    Send(
                        "import sys; sys.ps1 = type('A', (), {'__str__': lambda self: 1 / 0})()\r",
                    ),
                    At(1, 0),
                    Send("'here'\r"),
                    Has("\n'here'\n'here'"),
                ],
            ),
            (
                "one that is gone is none",
                &[
                    Send("import sys; del sys.ps1\r"),
                    At(1, 0),
                    Send("'here'\r"),
                    Has("\n'here'\n'here'"),
                ],
            ),
        ],
    );
}

#[test]
fn hooks() {
    play(
        "rich-hooks",
        &[
            (
                "displayhook gets every value",
                &[
                    Send("import sys; sys.displayhook = lambda it: print('shown', it)\r"),
                    See(&[">>>"]),
                    Send("5\r"),
                    See(&[">>> 5", "shown 5", ">>>"]),
                    Send("None\r"),
                    See(&["shown None", ">>>"]),
                    Send("del sys.displayhook\r"),
                    See(&[">>> del sys.displayhook", ">>>"]),
                    Send("7\r"),
                    See(&["RuntimeError: lost sys.displayhook", ">>>"]),
                ],
            ),
            (
                "excepthook gets every error, of syntax too",
                &[
                    Send("import sys; sys.excepthook = lambda kind, it, tb: print('hook', it)\r"),
                    See(&[">>>"]),
                    Send("1 / 0\r"),
                    See(&[">>> 1 / 0", "hook division by zero", ">>>"]),
                    Send("x = = 1\r"),
                    See(&["hook invalid syntax (<python-input-2>, line 1)", ">>>"]),
                ],
            ),
        ],
    );
}

#[test]
fn ends() {
    play(
        "rich-ends",
        &[
            ("sys.exit with a status", &[Send("import sys; sys.exit(7)\r"), Ends(7)]),
            ("with a text", &[Send("raise SystemExit('why')\r"), Has("why"), Ends(1)]),
            ("Ctrl-D", &[Send("\x04"), Ends(0)]),
            (
                "Ctrl-D after an error",
                &[
                    Send("1 / 0\r"),
                    See(&["ZeroDivisionError: division by zero", ">>>"]),
                    Send("\x04"),
                    Ends(0),
                ],
            ),
            (
                "not Ctrl-D at the end of what is typed",
                &[Type("12"), Send("\x04"), Type("3\r"), See(&[">>> 123", "123", ">>>"])],
            ),
            (
                "not Ctrl-C",
                &[
                    Type("12"),
                    Send("\x03"),
                    See(&[">>> 12", "KeyboardInterrupt", ">>>"]),
                    Type("3\r"),
                    See(&["3", ">>>"]),
                ],
            ),
        ],
    );
}

#[test]
fn keys_of_their_own() {
    play(
        "own-keys",
        &[
            (
                "F3: a block is typed with its own indentation",
                &[
                    Type("\x1bOR"),
                    See(&["(paste) >>>"]),
                    Type("if 1:\r  5"),
                    See(&["(paste) >>> if 1:", "...   5"]),
                    Type("\x1bOR"),
                    See(&[">>> if 1:", "...   5"]),
                    Send("\x1b\r"),
                    See(&["...   5", "5", ">>>"]),
                ],
            ),
            (
                "F1: the keys",
                &[Type("12"), Send("\x1bOP"), Has("Ctrl-R"), Send("q"), See(&[">>> 12"])],
            ),
            (
                "F2: earlier inputs",
                &[
                    Send("'earlier'\r"),
                    See(&["'earlier'", ">>>"]),
                    Type("12"),
                    Send("\x1bOQ"),
                    Has("\n'earlier'\n"),
                    Send("q"),
                    See(&[">>> 12"]),
                ],
            ),
            (
                "Ctrl-L keeps the input",
                &[
                    Type("1\r"),
                    See(&["1", ">>>"]),
                    Type("12\x0c"),
                    See(&[">>> 12"]),
                    At(0, 6),
                    Lacks("\n1"),
                ],
            ),
        ],
    );
}

/// An editor that writes a text of its own.
fn with_editor(command: &mut Command, home: &Path) {
    let script = home.join("write.sh");
    let text = "#!/bin/sh\nprintf 'x = 20\\nx + 1\\n' >> \"$1\"\n";
    fs::write(&script, text).expect("a script");
    fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).expect("it can be run");
    command.env("EDITOR", script);
}

#[test]
fn another_editor() {
    play_with(
        "other-editor",
        (24, 80),
        with_editor,
        &[
            (
                "its text is the input",
                &[
                    Type("y = 1"),
                    Send("\x18\x05"),
                    Has("... x + 1"),
                    See(&[">>> y = 1", "... x = 20", "... x + 1"]),
                    Type("\r"),
                    See(&["... x + 1", "21", ">>>"]),
                ],
            ),
            (
                "F4 too",
                &[Send("\x1bOS"), Has("... x + 1"), Type("\r"), See(&["... x + 1", "21", ">>>"])],
            ),
        ],
    );
}
