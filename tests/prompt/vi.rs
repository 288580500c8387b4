//! Vi's keys.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::scenario::{At, Has, Paste, Scenario, See, Send, Type, play_with};

fn with_vi(_: &mut Command, home: &Path) {
    let folder = home.join(".config/taipan");
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join("config.toml"), "edit-mode = 'vi'\n").expect("a file");
}

fn play(subject: &str, scenarios: &[Scenario]) {
    play_with(subject, (24, 80), with_vi, scenarios);
}

#[test]
fn in_a_line() {
    play(
        "vi-line",
        &[
            (
                "Escape goes onto the last character",
                &[Type("abc"), Send("\x1b"), At(0, 6), Send("x"), See(&[">>> ab"]), At(0, 5)],
            ),
            (
                "words",
                &[
                    Type("one two.three"),
                    Send("\x1b"),
                    At(0, 16),
                    Send("b"),
                    At(0, 12),
                    Send("b"),
                    At(0, 11),
                    Send("0"),
                    At(0, 4),
                    Send("e"),
                    At(0, 6),
                    Send("W"),
                    At(0, 8),
                    Send("$"),
                    At(0, 16),
                ],
            ),
            (
                "dw, and u takes it back",
                &[
                    Type("one two three"),
                    Send("\x1b"),
                    At(0, 16),
                    Send("0dw"),
                    See(&[">>> two three"]),
                    At(0, 4),
                    Send("u"),
                    See(&[">>> one two three"]),
                    Send("\x12"),
                    See(&[">>> two three"]),
                ],
            ),
            (
                "a count",
                &[
                    Type("one two three"),
                    Send("\x1b"),
                    At(0, 16),
                    Send("0d2w"),
                    See(&[">>> three"]),
                    Send("3x"),
                    See(&[">>> ee"]),
                ],
            ),
            (
                "cw leaves the space",
                &[
                    Type("one two three"),
                    Send("\x1b"),
                    At(0, 16),
                    Send("0wcwTWO"),
                    See(&[">>> one TWO three"]),
                    At(0, 11),
                ],
            ),
            (
                "ci\" and the dot",
                &[
                    Type("x = \"text\", \"more\""),
                    Send("\x1b"),
                    At(0, 21),
                    Send("0ftci\"new"),
                    See(&[">>> x = \"new\", \"more\""]),
                    Send("\x1b"),
                    At(0, 11),
                    Send("fr.b"),
                    See(&[">>> x = \"new\", \"new\""]),
                ],
            ),
            (
                "di( from anywhere in it",
                &[Type("f(1, [2], 3)"), Send("\x1b"), At(0, 15), Send("hdi("), See(&[">>> f()"])],
            ),
            (
                "daw",
                &[
                    Type("one two three"),
                    Send("\x1b"),
                    At(0, 16),
                    Send("0wdaw"),
                    See(&[">>> one three"]),
                ],
            ),
            (
                "p and P",
                &[
                    Type("one two"),
                    Send("\x1b"),
                    At(0, 10),
                    Send("0dw$p"),
                    See(&[">>> twoone"]),
                    Send("0P"),
                    See(&[">>> one twoone"]),
                ],
            ),
            (
                "x and p swap characters",
                &[Type("ba"), Send("\x1b"), At(0, 5), Send("0xp"), See(&[">>> ab"]), At(0, 5)],
            ),
            (
                "the dot does the last change again",
                &[Type("a b c d"), Send("\x1b"), At(0, 10), Send("0dw.."), See(&[">>> d"])],
            ),
            (
                "f, its repetition, and the way back",
                &[
                    Type("a,b,c,d"),
                    Send("\x1b"),
                    At(0, 10),
                    Send("0"),
                    Send("f,"),
                    At(0, 5),
                    Send(";"),
                    At(0, 7),
                    Send(","),
                    At(0, 5),
                    Send("$F,"),
                    At(0, 9),
                ],
            ),
            (
                "t stops before it",
                &[Type("abc,d"), Send("\x1b"), At(0, 8), Send("0dt,"), See(&[">>> ,d"])],
            ),
            (
                "r keeps to commands",
                &[Type("abc"), Send("\x1b"), At(0, 6), Send("0rXx"), See(&[">>> bc"])],
            ),
            (
                "I and A",
                &[
                    Send("b"),
                    Send("\x1b"),
                    At(0, 4),
                    Send("Ia"),
                    See(&[">>> ab"]),
                    Send("\x1b"),
                    At(0, 4),
                    Send("Ac"),
                    See(&[">>> abc"]),
                    At(0, 7),
                ],
            ),
            (
                "D, C and S",
                &[
                    Type("one two"),
                    Send("\x1b"),
                    At(0, 10),
                    Send("0wD"),
                    See(&[">>> one"]),
                    Send("0Cnew"),
                    See(&[">>> new"]),
                    Send("\x1b"),
                    At(0, 6),
                    Send("Sall"),
                    See(&[">>> all"]),
                ],
            ),
            (
                "~ and gU",
                &[
                    Type("one two"),
                    Send("\x1b"),
                    At(0, 10),
                    Send("0~"),
                    See(&[">>> One two"]),
                    Send("wgUw"),
                    See(&[">>> One TWO"]),
                ],
            ),
            (
                "% goes to the other bracket",
                &[
                    Type("[1, (2)]"),
                    Send("\x1b"),
                    At(0, 11),
                    Send("%"),
                    At(0, 4),
                    Send("%"),
                    At(0, 11),
                ],
            ),
            (
                "a selection is deleted",
                &[
                    Type("abcdef"),
                    Send("\x1b"),
                    At(0, 9),
                    Send("0lvld"),
                    See(&[">>> adef"]),
                    At(0, 5),
                ],
            ),
            (
                "Enter runs from either mode",
                &[
                    Type("1 + 1"),
                    Send("\x1b"),
                    At(0, 8),
                    Send("\r"),
                    See(&[">>> 1 + 1", "2", ">>>"]),
                    Type("3\r"),
                    See(&[">>> 3", "3", ">>>"]),
                ],
            ),
        ],
    );
}

#[test]
fn in_a_block() {
    const BLOCK: super::scenario::Step = Paste("if 1:\n    x = 1\n    y = 2");
    play(
        "vi-block",
        &[
            (
                "gg and G",
                &[
                    BLOCK,
                    Send("\x1b"),
                    At(2, 12),
                    Send("gg"),
                    Has("y"),
                    At(0, 4),
                    Send("G"),
                    At(2, 8),
                ],
            ),
            (
                "dd, and p behind the line",
                &[
                    BLOCK,
                    Send("\x1b"),
                    At(2, 12),
                    Send("kdd"),
                    See(&[">>> if 1:", "...     y = 2"]),
                    At(1, 8),
                    Send("p"),
                    See(&[">>> if 1:", "...     y = 2", "...     x = 1"]),
                ],
            ),
            (
                "yy and P",
                &[
                    BLOCK,
                    Send("\x1b"),
                    At(2, 12),
                    Send("yyP"),
                    See(&[">>> if 1:", "...     x = 1", "...     y = 2", "...     y = 2"]),
                ],
            ),
            (
                "o begins a line below, indented",
                &[
                    BLOCK,
                    Send("\x1b"),
                    At(2, 12),
                    Send("k"),
                    At(1, 12),
                    Send("o"),
                    At(2, 8),
                    Type("z = 3"),
                    See(&[">>> if 1:", "...     x = 1", "...     z = 3", "...     y = 2"]),
                ],
            ),
            (
                "O begins a line above",
                &[
                    BLOCK,
                    Send("\x1b"),
                    At(2, 12),
                    Send("O"),
                    At(2, 8),
                    Type("z = 3"),
                    See(&[">>> if 1:", "...     x = 1", "...     z = 3", "...     y = 2"]),
                ],
            ),
            (
                ">> and <<",
                &[
                    BLOCK,
                    Send("\x1b"),
                    At(2, 12),
                    Send(">>"),
                    See(&["...     x = 1", "...         y = 2"]),
                    Send("<<"),
                    See(&["...     x = 1", "...     y = 2"]),
                ],
            ),
            (
                "whole lines are selected",
                &[BLOCK, Send("\x1b"), At(2, 12), Send("Vkd"), See(&[">>> if 1:"])],
            ),
            (
                "J joins lines",
                &[BLOCK, Send("\x1b"), At(2, 12), Send("kJ"), See(&["...     x = 1 y = 2"])],
            ),
            (
                "k at the top is an earlier input",
                &[
                    Type("1\r"),
                    See(&["1", ">>>"]),
                    Send("\x1b"),
                    Send("k"),
                    See(&[">>> 1", "1", ">>> 1"]),
                    Send("j"),
                    See(&["1", ">>>"]),
                ],
            ),
        ],
    );
}
