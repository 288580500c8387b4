//! Blocks as one text: prompts on each line, what Enter means, motion inside of them.

use super::scenario::{At, Paste, See, Send, Type, play, play_sized};

const LOOP: &str = "for i in range(2):\rprint(i)";

#[test]
fn editing() {
    play(
        "blocks",
        &[
            (
                "each line of a block has its prompt",
                &[Type(LOOP), See(&[">>> for i in range(2):", "...     print(i)"]), At(1, 16)],
            ),
            (
                "an empty line runs a block",
                &[Type(LOOP), Type("\r\r"), See(&["...     print(i)", "...", "0", "1", ">>>"])],
            ),
            (
                "up and down move inside a block first",
                &[
                    Type("1\r"),
                    See(&["1", ">>>"]),
                    Type(LOOP),
                    Type("\x1b[A"),
                    At(2, 16),
                    Type("\x1b[B"),
                    At(3, 16),
                ],
            ),
            (
                "up recalls a whole block",
                &[
                    Type(LOOP),
                    Type("\r\r"),
                    See(&["1", ">>>"]),
                    Type("\x1b[A"),
                    See(&["0", "1", ">>> for i in range(2):", "...     print(i)"]),
                    Type("\r"),
                    See(&["0", "1", ">>>"]),
                ],
            ),
            (
                "a recalled block is edited anywhere",
                &[
                    Type(LOOP),
                    Type("\r\r"),
                    See(&["1", ">>>"]),
                    Type("\x1b[A\x1b[A\x05\x1b[D\x1b[D\x7f3"),
                    See(&[">>> for i in range(3):", "...     print(i)"]),
                ],
            ),
            (
                "Enter in the middle inserts a line",
                &[
                    Type(LOOP),
                    Type("\x1b[A\x05\r"),
                    See(&[">>> for i in range(2):", "...", "...     print(i)"]),
                    At(1, 8),
                    Type("i += 10"),
                    See(&[">>> for i in range(2):", "...     i += 10", "...     print(i)"]),
                    Type("\x1b\r"),
                    See(&["10", "11", ">>>"]),
                ],
            ),
            (
                "Enter splits a line",
                &[
                    Type("if 1:\rx = 1; y = 2"),
                    Type("\x1b[D\x1b[D\x1b[D\x1b[D\x1b[D\x1b[D\r"),
                    See(&[">>> if 1:", "...     x = 1;", "...     y = 2"]),
                ],
            ),
            (
                "Alt-Enter runs what is there",
                &[Type(LOOP), Send("\x1b\r"), See(&["...     print(i)", "0", "1", ">>>"])],
            ),
            (
                "brackets go on without indentation",
                &[
                    Type("f = (\r1,\r2)"),
                    See(&[">>> f = (", "... 1,", "... 2)"]),
                    Type("\r"),
                    See(&["... 2)", ">>>"]),
                ],
            ),
            (
                "a string goes on",
                &[
                    Type("'''a\r\rb'''"),
                    See(&[">>> '''a", "...", "... b'''"]),
                    Type("\r"),
                    See(&["... b'''", "'a\\n\\nb'", ">>>"]),
                ],
            ),
            (
                "a backslash goes on",
                &[Type("1 + \\\r2\r"), See(&[">>> 1 + \\", "... 2", "3", ">>>"])],
            ),
            (
                "Enter with nothing typed shows a new prompt",
                &[Type("\r\r"), See(&[">>>", ">>>", ">>>"])],
            ),
            ("a comment alone shows a new prompt", &[Type("# why\r"), See(&[">>> # why", ">>>"])]),
            (
                "a decorator waits for its function",
                &[
                    Type("@staticmethod\rdef f(): pass\r\r"),
                    See(&[">>> @staticmethod", "... def f(): pass", "...", ">>>"]),
                ],
            ),
            (
                "a class on one line waits for an empty one",
                &[
                    Type("class A: pass\r"),
                    See(&[">>> class A: pass", "..."]),
                    Type("\r"),
                    See(&["...", ">>>"]),
                ],
            ),
            (
                "one line of a compound statement runs at an empty line",
                &[Type("if 1: 'yes'\r\r"), See(&[">>> if 1: 'yes'", "...", "'yes'", ">>>"])],
            ),
            (
                "Ctrl-C drops a whole block",
                &[Type(LOOP), Send("\x03"), See(&["...     print(i)", "KeyboardInterrupt", ">>>"])],
            ),
            (
                "Ctrl-C in the first line leaves the whole block on the screen",
                &[
                    Type(LOOP),
                    Type("\x1b[A"),
                    Send("\x03"),
                    See(&["...     print(i)", "KeyboardInterrupt", ">>>"]),
                ],
            ),
            (
                "Ctrl-D deletes forward where something is typed",
                &[Type("12\x01\x04"), See(&[">>> 2"]), Type("\r"), See(&["2", ">>>"])],
            ),
            (
                "an input of several statements is one input",
                &[
                    Paste("x = 1\ny = 2\nx + y"),
                    See(&["... x + y"]),
                    Type("\r"),
                    See(&["3", ">>>"]),
                ],
            ),
            (
                "Backspace at the start of a line joins it to the one before",
                &[Type("(1,\r2)\x01\x7f"), See(&[">>> (1,2)"]), At(0, 7)],
            ),
            (
                "Delete at the end of a line joins the next one",
                &[Type("(1,\r2)\x1b[A\x05\x1b[3~"), See(&[">>> (1,2)"]), At(0, 7)],
            ),
            (
                "left and right go from line to line",
                &[Type("(1,\r2)\x01\x1b[D"), At(0, 7), Type("\x1b[C"), At(1, 4)],
            ),
            (
                "steps up and down keep to a column",
                &[
                    Type("'''long line\rs\rlonger line"),
                    At(2, 15),
                    Type("\x1b[A"),
                    At(1, 5),
                    Type("\x1b[A"),
                    At(0, 15),
                ],
            ),
        ],
    );
}

#[test]
fn taller_than_the_screen() {
    play_sized(
        "tall",
        (6, 40),
        &[
            (
                "the end is shown while a block grows",
                &[
                    Paste("[1,\n2,\n3,\n4,\n5,\n6,\n7,\n8,\n9"),
                    See(&["... 4,", "... 5,", "... 6,", "... 7,", "... 8,", "... 9"]),
                    At(5, 5),
                ],
            ),
            (
                "the screen follows the cursor up",
                &[
                    Paste("[1,\n2,\n3,\n4,\n5,\n6,\n7,\n8,\n9"),
                    Type("\x1b[A\x1b[A\x1b[A\x1b[A\x1b[A\x1b[A\x1b[A\x1b[A"),
                    See(&[">>> [1,", "... 2,", "... 3,", "... 4,", "... 5,", "... 6,"]),
                    At(0, 5),
                ],
            ),
            (
                "all of it is left behind when it runs",
                &[
                    Paste("len([1,\n2,\n3,\n4,\n5,\n6,\n7,\n8,\n9])"),
                    Type("\r"),
                    See(&["... 7,", "... 8,", "... 9])", "9", ">>>"]),
                ],
            ),
        ],
    );
}
