//! Characters that are not one column wide, rows that are longer than the screen, blocks that are taller.

use super::scenario::{At, Cheap, Has, Paste, Resize, See, Send, Type, play, play_sized};

#[test]
fn characters() {
    play(
        "characters",
        &[
            (
                "wide ones take two columns",
                &[Type("'世界'"), See(&[">>> '世界'"]), At(0, 10), Type("\x1b[D\x1b[D"), At(0, 7)],
            ),
            ("Backspace takes a wide one", &[Type("世界\x7f"), See(&[">>> 世"]), At(0, 6)]),
            (
                "typing before wide ones",
                &[Type("世界\x01x"), See(&[">>> x世界"]), At(0, 5), Type("\x05"), At(0, 9)],
            ),
            (
                "a combining mark belongs to its letter",
                &[
                    Send("e\u{301}x"),
                    At(0, 6),
                    Type("\x1b[D"),
                    At(0, 5),
                    Type("\x1b[D"),
                    At(0, 4),
                    Type("\x1b[3~"),
                    See(&[">>> x"]),
                ],
            ),
            (
                "Backspace takes a letter with its marks",
                &[Send("xe\u{301}\u{323}"), At(0, 6), Type("\x7f"), See(&[">>> x"]), At(0, 5)],
            ),
            (
                "Backspace takes a joined emoji whole",
                &[Send("x👩\u{200d}💻"), Has("💻"), Type("\x7f"), See(&[">>> x"]), At(0, 5)],
            ),
            (
                "Backspace takes a flag whole",
                &[Send("x🇩🇪"), Has("🇪"), Type("\x7f"), See(&[">>> x"]), At(0, 5)],
            ),
            (
                "a wide value is shown and the prompt is at its place",
                &[Type("'世' * 3\r"), See(&["'世世世'", ">>>"]), At(2, 4)],
            ),
            (
                "control characters are seen, and take two columns",
                &[
                    Type("'"),
                    Send("\x16\x01"),
                    Type("'"),
                    See(&[">>> '^A'"]),
                    At(0, 8),
                    Type("\x1b[D\x1b[D"),
                    At(0, 5),
                    Type("\x05\r"),
                    See(&[">>> '^A'", "'\\x01'", ">>>"]),
                ],
            ),
            (
                "an escape character is text like any other",
                &[
                    Type("'"),
                    Paste("\x1b]0;x"),
                    Type("'"),
                    See(&[">>> '^[]0;x'"]),
                    Type("\r"),
                    See(&[">>> '^[]0;x'", "'\\x1b]0;x'", ">>>"]),
                ],
            ),
        ],
    );
}

#[test]
fn long_lines() {
    play_sized(
        "long",
        (10, 20),
        &[
            (
                "they go on in the next row",
                &[
                    Type("12345678901234567890"),
                    See(&[">>> 1234567890123456", "7890"]),
                    At(1, 4),
                    Type("\x01"),
                    At(0, 4),
                    Type("x"),
                    See(&[">>> x123456789012345", "67890"]),
                    At(0, 5),
                ],
            ),
            (
                "a full row has the cursor in the next one",
                &[
                    Type("1234567890123456"),
                    At(1, 0),
                    Type("\x7f"),
                    See(&[">>> 123456789012345"]),
                    At(0, 19),
                ],
            ),
            (
                "a wide character is not cut in two",
                &[Type("aaaaaaaaaaaaaaa世"), See(&[">>> aaaaaaaaaaaaaaa", "世"]), At(1, 2)],
            ),
            (
                "what comes of them begins in a row of its own",
                &[
                    Type("'aaaaaaaaaaaaaaa'\r"),
                    See(&[">>> 'aaaaaaaaaaaaaaa", "'", "'aaaaaaaaaaaaaaa'", ">>>"]),
                ],
            ),
            (
                "also of one that fills its row",
                &[
                    Type("'aaaaaaaaaaaaaa'"),
                    At(1, 0),
                    Type("\r"),
                    See(&[">>> 'aaaaaaaaaaaaaa'", "'aaaaaaaaaaaaaa'", ">>>"]),
                ],
            ),
            (
                "lines of a block too",
                &[
                    Type("(12345678901234567,\r5"),
                    See(&[">>> (123456789012345", "67,", "... 5"]),
                    Type("\x1b[A\x01"),
                    At(0, 4),
                ],
            ),
        ],
    );
}

#[test]
fn other_sizes() {
    play_sized(
        "sizes",
        (10, 20),
        &[
            (
                "a wider screen",
                &[
                    Type("12345678901234567890"),
                    Resize(10, 40),
                    See(&[">>> 12345678901234567890"]),
                    At(0, 24),
                ],
            ),
            (
                "a narrower one",
                &[
                    Type("1234567890123"),
                    Resize(10, 12),
                    See(&[">>> 12345678", "90123"]),
                    At(1, 5),
                    Type("4"),
                    See(&[">>> 12345678", "901234"]),
                ],
            ),
            (
                "a block",
                &[
                    Type("(123,\r456"),
                    Resize(10, 40),
                    Type("7"),
                    See(&[">>> (123,", "... 4567"]),
                    At(1, 8),
                ],
            ),
            (
                "fewer rows than the block has",
                &[
                    Paste("(1,\n2,\n3,\n4,\n5,\n6"),
                    See(&["... 6"]),
                    Resize(4, 20),
                    Type("7"),
                    See(&["... 3,", "... 4,", "... 5,", "... 67"]),
                ],
            ),
        ],
    );
}

#[test]
fn tall_blocks() {
    const TALL: &str = "[1,\n2,\n3,\n4,\n5,\n6,\n7,\n8,\n9,\n10,\n11,\n12";
    play_sized(
        "taller",
        (5, 60),
        &[
            (
                "the screen moves a row at a time",
                &[
                    Paste(TALL),
                    See(&["... 8,", "... 9,", "... 10,", "... 11,", "... 12"]),
                    Type("\x1b[A\x1b[A\x1b[A\x1b[A"),
                    At(0, 6),
                    Type("\x1b[A"),
                    See(&["... 7,", "... 8,", "... 9,", "... 10,", "... 11,"]),
                    At(0, 6),
                    Type("\x1b[B\x1b[B\x1b[B\x1b[B\x1b[B"),
                    See(&["... 8,", "... 9,", "... 10,", "... 11,", "... 12"]),
                ],
            ),
            (
                "a key in it takes few bytes",
                &[
                    Paste(TALL),
                    See(&["... 8,", "... 9,", "... 10,", "... 11,", "... 12"]),
                    Cheap("34567", 60),
                    Cheap("\x1b[D\x1b[D", 40),
                    Type("\x1b[A\x1b[A\x1b[A\x1b[A\x1b[A\x1b[A"),
                    Cheap("345", 60),
                ],
            ),
            (
                "Alt-Up and Ctrl-End go to its ends",
                &[
                    Paste(TALL),
                    See(&["... 8,", "... 9,", "... 10,", "... 11,", "... 12"]),
                    Type("\x1b[1;3A"),
                    See(&[">>> [1,", "... 2,", "... 3,", "... 4,", "... 5,"]),
                    At(0, 4),
                    Type("\x1b[1;5F"),
                    See(&["... 8,", "... 9,", "... 10,", "... 11,", "... 12"]),
                    At(4, 6),
                ],
            ),
            (
                "undo takes the rows away",
                &[
                    Paste(TALL),
                    See(&["... 12"]),
                    Type("\x1f"),
                    See(&[">>>"]),
                    Type("5"),
                    See(&[">>> 5"]),
                ],
            ),
            (
                "Ctrl-L leaves only the block on the screen",
                &[Type("1\r"), See(&["1", ">>>"]), Type("(2\x0c"), See(&[">>> (2"]), At(0, 6)],
            ),
        ],
    );
}

#[test]
fn unfinished_rows() {
    play(
        "unfinished",
        &[
            (
                "the prompt begins a row of its own",
                &[Type("print('abc', end='')\r"), See(&["abc⏎", ">>>"]), At(2, 4)],
            ),
            (
                "also after an error's and a colour's end",
                &[Type("import sys; n = sys.stderr.write('abc')\r"), See(&["abc⏎", ">>>"])],
            ),
            (
                "a row that ends is no such row",
                &[Type("print('abc')\r"), See(&[">>> print('abc')", "abc", ">>>"])],
            ),
        ],
    );
}
