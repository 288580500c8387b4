//! Pasted text, and text that programs type.

use super::scenario::{Paste, See, Send, Type, play};

#[test]
fn pasting() {
    play(
        "pasting",
        &[
            (
                "a function with empty lines, one Enter",
                &[
                    Paste("def f():\n    a = 1\n\n    return a\n"),
                    See(&[">>> def f():", "...     a = 1", "...", "...     return a", "..."]),
                    Type("\r"),
                    Type("f()\r"),
                    See(&[">>> f()", "1", ">>>"]),
                ],
            ),
            (
                "without a line's end, one Enter too",
                &[
                    Paste("def f():\n    return 2"),
                    See(&["...     return 2"]),
                    Send("\r"),
                    See(&["...     return 2", ">>>"]),
                ],
            ),
            (
                "a transcript loses its prompts and answers",
                &[
                    Paste(">>> 1 + 1\n2\n>>> x = 3\n>>> x\n3\n"),
                    See(&[">>> 1 + 1", "... x = 3", "... x", "..."]),
                    Type("\r"),
                    See(&["2", "3", ">>>"]),
                ],
            ),
            (
                "tabs stay",
                &[
                    Paste("if 1:\n\tlen('\t')"),
                    See(&[">>> if 1:", "...         len('   ')"]),
                    Send("\r"),
                    See(&["1", ">>>"]),
                ],
            ),
            (
                "pasted inside a line",
                &[
                    Type("x = []\x1b[D"),
                    Paste("'abc'"),
                    See(&[">>> x = ['abc']"]),
                    Send("\r"),
                    See(&[">>> x = ['abc']", ">>>"]),
                ],
            ),
            (
                "undo takes a paste at once",
                &[
                    Type("x = "),
                    Paste("12345"),
                    See(&[">>> x = 12345"]),
                    Type("\x1f"),
                    See(&[">>> x ="]),
                ],
            ),
            (
                "ends of lines as they are in files",
                &[
                    Send("\x1b[200~x = 1\nx + 1\x1b[201~"),
                    See(&[">>> x = 1", "... x + 1"]),
                    Send("\r"),
                    See(&["2", ">>>"]),
                ],
            ),
            (
                "escape sequences in a paste do nothing",
                &[Send("\x1b[200~'a\x1b[Ab'\x1b[201~\r"), See(&[">>>"])],
            ),
            (
                "each value of pasted statements is shown",
                &[
                    Paste("1\n2\n3"),
                    See(&[">>> 1", "... 2", "... 3"]),
                    Send("\r"),
                    See(&["... 3", "1", "2", "3", ">>>"]),
                ],
            ),
            (
                "the first that fails is the last",
                &[
                    Paste("1 / 0\nprint('not reached')"),
                    See(&["... print('not reached')"]),
                    Send("\r"),
                    See(&["    1 / 0", "    ~~^~~", "ZeroDivisionError: division by zero", ">>>"]),
                ],
            ),
            (
                "typed by a program: its own indentation is kept",
                &[
                    Send("def f():\r    if 1:\r        return 5\r    return 6\r\rf()\r"),
                    See(&[
                        "...     if 1:",
                        "...         return 5",
                        "...     return 6",
                        "...",
                        ">>> f()",
                        "5",
                        ">>>",
                    ]),
                ],
            ),
            (
                "typed by a program: an empty line in a function",
                &[
                    Send("def f():\r    a = 7\r\r    return a\r\rf()\r"),
                    See(&["...     return a", "...", ">>> f()", "7", ">>>"]),
                ],
            ),
            (
                "typed ahead while a program runs",
                &[Send("import time; time.sleep(.1)\r1 + 1\r"), See(&[">>> 1 + 1", "2", ">>>"])],
            ),
            (
                "a line that is typed ahead reaches input()",
                &[Send("x = input()\rhello\rx\r"), See(&[">>> x", "'hello'", ">>>"])],
            ),
        ],
    );
}
