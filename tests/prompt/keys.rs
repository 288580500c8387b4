//! Motions, the kill ring, undo, indentation by keys.

use super::scenario::{At, See, Send, Type, play};

#[test]
fn motions() {
    play(
        "motions",
        &[
            ("Home and End", &[Type("one two\x1b[H"), At(0, 4), Type("\x1b[F"), At(0, 11)]),
            (
                "Home and End of other terminals",
                &[Type("one\x1b[1~"), At(0, 4), Type("\x1b[4~"), At(0, 7)],
            ),
            ("Ctrl-A and Ctrl-E", &[Type("one two\x01"), At(0, 4), Type("\x05"), At(0, 11)]),
            ("Ctrl-B and Ctrl-F", &[Type("one\x02\x02"), At(0, 5), Type("\x06"), At(0, 6)]),
            (
                "arrows of both modes",
                &[Type("one\x1bOD\x1b[D"), At(0, 5), Type("\x1bOC\x1b[C"), At(0, 7)],
            ),
            (
                "Alt-B and Alt-F",
                &[Type("one two\x1bb"), At(0, 8), Type("\x1bb"), At(0, 4), Type("\x1bf"), At(0, 7)],
            ),
            (
                "Ctrl with arrows",
                &[
                    Type("one two\x1b[1;5D"),
                    At(0, 8),
                    Type("\x1b[1;5D"),
                    At(0, 4),
                    Type("\x1b[1;5C"),
                    At(0, 7),
                ],
            ),
            (
                "Home goes to the first word, then to the edge",
                &[Type("if 1:\rxy\x1b[H"), At(1, 8), Type("\x1b[H"), At(1, 4)],
            ),
            ("a number before a motion", &[Type("abcdef"), Send("\x1b3"), Type("\x02"), At(0, 7)]),
            (
                "typing in the middle",
                &[Type("13\x1b[D2"), See(&[">>> 123"]), At(0, 6), Type("\r"), See(&["123", ">>>"])],
            ),
        ],
    );
}

#[test]
fn kills() {
    play(
        "kills",
        &[
            (
                "Ctrl-K and Ctrl-Y",
                &[Type("one two\x1bb\x0b"), See(&[">>> one"]), Type("\x19"), See(&[">>> one two"])],
            ),
            (
                "Ctrl-U",
                &[
                    Type("one two\x1bb\x15"),
                    See(&[">>> two"]),
                    At(0, 4),
                    Type("\x19"),
                    See(&[">>> one two"]),
                ],
            ),
            (
                "Ctrl-W takes a word up to the space",
                &[Type("a b.c\x17"), See(&[">>> a"]), Type("\x19"), See(&[">>> a b.c"])],
            ),
            ("Alt-Backspace takes a name", &[Type("a b.c\x1b\x7f"), See(&[">>> a b."])]),
            (
                "Alt-D takes the next word",
                &[
                    Type("one two\x01\x1bd"),
                    See(&[">>>  two"]),
                    Type("\x05\x19"),
                    See(&[">>>  twoone"]),
                ],
            ),
            (
                "kills in a row are one",
                &[
                    Type("one two three\x17\x17"),
                    See(&[">>> one"]),
                    Type("\x19"),
                    See(&[">>> one two three"]),
                ],
            ),
            (
                "Alt-Y goes back in the ring",
                &[Type("one\x15two\x15\x19"), See(&[">>> two"]), Type("\x1by"), See(&[">>> one"])],
            ),
            (
                "what was cut is there for the next input",
                &[Type("'kept'\x151\r"), See(&["1", ">>>"]), Type("\x19"), See(&[">>> 'kept'"])],
            ),
            ("Ctrl-T swaps characters", &[Type("ab\x14"), See(&[">>> ba"])]),
            (
                "Alt-U, Alt-L, Alt-C",
                &[
                    Type("one\x01\x1bu"),
                    See(&[">>> ONE"]),
                    Type("\x01\x1bl"),
                    See(&[">>> one"]),
                    Type("\x01\x1bc"),
                    See(&[">>> One"]),
                ],
            ),
            (
                "Alt-. inserts the last word of the input before",
                &[
                    Type("x = 12345\r"),
                    See(&[">>> x = 12345", ">>>"]),
                    Type("\x1b."),
                    See(&[">>> 12345"]),
                ],
            ),
            (
                "Ctrl-Q inserts a key as it is",
                &[Type("'"), Send("\x11\t"), Type("'\r"), See(&["'\\t'", ">>>"])],
            ),
        ],
    );
}

#[test]
fn undo() {
    play(
        "line-undo",
        &[
            (
                "Ctrl-_ takes back a kill",
                &[Type("one two\x17"), See(&[">>> one"]), Type("\x1f"), See(&[">>> one two"])],
            ),
            (
                "Ctrl-X Ctrl-U too",
                &[
                    Type("one two\x17"),
                    See(&[">>> one"]),
                    Send("\x18"),
                    Type("\x15"),
                    See(&[">>> one two"]),
                ],
            ),
            (
                "Alt-/ does it again",
                &[Type("one two\x17\x1f"), See(&[">>> one two"]), Type("\x1b/"), See(&[">>> one"])],
            ),
            (
                "all of it can be taken back",
                &[
                    Type("ab\x15"),
                    Type("\x1f"),
                    See(&[">>> ab"]),
                    Send("\x1f\x1f\x1f\x1f"),
                    See(&[">>>"]),
                ],
            ),
        ],
    );
}

#[test]
fn indentation() {
    play(
        "indentation",
        &[
            ("after a colon", &[Type("if 1:\r"), At(1, 8)]),
            ("after a colon and a comment", &[Type("if 1:  # why\r"), At(1, 8)]),
            ("not after a comment with a colon", &[Type("if 1:\rx = 1  # so:\r"), At(2, 8)]),
            ("not after a dictionary's colon", &[Type("if 1:\rx = {1:\r"), At(2, 4)]),
            ("less after return", &[Type("def f():\rif 1:\rreturn 1\r"), At(3, 8)]),
            ("less after pass", &[Type("class A:\rpass\r"), At(2, 4)]),
            ("less after raise", &[Type("def f():\rraise ValueError\r"), At(2, 4)]),
            ("less after break", &[Type("while 1:\rif 1:\rbreak\r"), At(3, 8)]),
            ("less after continue", &[Type("while 1:\rif 1:\rcontinue\r"), At(3, 8)]),
            (
                "the same after a name that begins like pass",
                &[Type("if 1:\rpassed = 1\r"), At(2, 8)],
            ),
            (
                "Backspace takes a level",
                &[
                    Type("if 1:\rif 1:\r"),
                    At(2, 12),
                    Type("\x7f"),
                    At(2, 8),
                    Type("\x7f"),
                    At(2, 4),
                ],
            ),
            (
                "Backspace takes to the level, not four",
                &[Type("if 1:\r  "), At(1, 10), Type("\x7f"), At(1, 8)],
            ),
            ("Tab adds a level", &[Type("\t"), At(0, 8)]),
            (
                "Shift-Tab takes a level",
                &[Type("if 1:\rx\x1b[Z"), See(&[">>> if 1:", "... x"]), At(1, 5)],
            ),
            (
                "elif goes to its if",
                &[Type("if 1:\r1\relif 2:"), See(&["...     1", "... elif 2:"])],
            ),
            (
                "except and finally",
                &[
                    Type("try:\r1\rexcept E:\r2\rfinally:"),
                    See(&["... except E:", "...     2", "... finally:"]),
                ],
            ),
            (
                "a conditional expression stays",
                &[
                    Type("if 1:\rx = [\r1 if 2 else 3]"),
                    See(&["...     x = [", "... 1 if 2 else 3]"]),
                ],
            ),
        ],
    );
}
