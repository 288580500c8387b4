//! Earlier inputs: searched with Ctrl-R, by how they begin, and as grey suggestions.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::scenario::{At, Ends, Scenario, See, Send, Type, play_with};

/// A session that has had these inputs before.
fn with_history(_: &mut Command, home: &Path) {
    let inputs = "zzz_qq = 5\nalpha = 1\nbeta = 2\nalpha + beta\nprint(alpha, 77)\n";
    fs::write(home.join(".taipan_history"), inputs).expect("a history");
}

fn play(subject: &str, scenarios: &[Scenario]) {
    play_with(subject, (24, 80), with_history, scenarios);
}

#[test]
fn while_typing_the_search() {
    play(
        "searching",
        &[
            (
                "the cursor is where the text was found",
                &[
                    Send("\x12"),
                    See(&["(r-search `')"]),
                    Send("be"),
                    See(&["(r-search `be') alpha + beta"]),
                    At(0, 24),
                ],
            ),
            (
                "Ctrl-R goes on, Ctrl-S goes back",
                &[
                    Send("\x12be"),
                    See(&["(r-search `be') alpha + beta"]),
                    Send("\x12"),
                    See(&["(r-search `be') beta = 2"]),
                    Send("\x13"),
                    See(&["(f-search `be') alpha + beta"]),
                ],
            ),
            (
                "more of a word stays with an input that has it",
                &[
                    Send("\x12a"),
                    See(&[
                        "(r-search `a') print(alpha, 77)",
                        "    print(*args, sep=' ', end='\\n', file=None, flush=False)",
                    ]),
                    Send("lpha ="),
                    See(&["(r-search `alpha =') alpha = 1"]),
                ],
            ),
            (
                "what is not found",
                &[Send("\x12nowhere"), See(&["(failed r-search `nowhere') print(alpha, 77)"])],
            ),
            (
                "Backspace shortens what is looked for",
                &[
                    Send("\x12bex"),
                    See(&["(failed r-search `bex') alpha + beta"]),
                    Send("\x7f"),
                    See(&["(r-search `be') alpha + beta"]),
                ],
            ),
            (
                "Ctrl-G brings back what was typed",
                &[
                    Type("typed\x1b[D"),
                    Send("\x12be"),
                    See(&["(r-search `be') alpha + beta"]),
                    Send("\x07"),
                    See(&[">>> typed"]),
                    At(0, 8),
                ],
            ),
            (
                "Enter runs what was found",
                &[
                    Send("\x12= 1"),
                    See(&["(r-search `= 1') alpha = 1"]),
                    Send("\r"),
                    See(&[">>> alpha = 1", ">>>"]),
                ],
            ),
            (
                "a motion ends the search and moves",
                &[
                    Send("\x12be"),
                    See(&["(r-search `be') alpha + beta"]),
                    Send("\x1b[D"),
                    See(&[">>> alpha + beta"]),
                    At(0, 11),
                ],
            ),
            (
                "Up goes on from what was found",
                &[
                    Send("\x12+"),
                    See(&["(r-search `+') alpha + beta"]),
                    Send("\x1b[A"),
                    See(&[">>> beta = 2"]),
                ],
            ),
        ],
    );
}

#[test]
fn by_how_they_begin() {
    play(
        "beginnings",
        &[
            (
                "Up shows the inputs that begin like this one, Down goes back",
                &[
                    Type("alpha"),
                    Type("\x1b[A"),
                    See(&[">>> alpha + beta"]),
                    At(0, 16),
                    Type("\x1b[A"),
                    See(&[">>> alpha = 1"]),
                    Type("\x1b[B"),
                    See(&[">>> alpha + beta"]),
                    Type("\x1b[B"),
                    At(0, 9),
                ],
            ),
            ("PageUp too", &[Type("be\x1b[5~"), See(&[">>> beta = 2"]), At(0, 12)]),
            (
                "all of them where nothing is typed",
                &[
                    Type("\x1b[A"),
                    See(&[">>> print(alpha, 77)"]),
                    Type("\x1b[A"),
                    See(&[">>> alpha + beta"]),
                    Type("\x1b[B\x1b[B"),
                    See(&[">>>"]),
                ],
            ),
            (
                "Ctrl-P and Ctrl-N",
                &[
                    Type("\x10\x10\x10"),
                    See(&[">>> beta = 2"]),
                    Type("\x0e"),
                    See(&[">>> alpha + beta"]),
                ],
            ),
            (
                "Alt-< and Alt->",
                &[Type("\x1b<"), See(&[">>> zzz_qq = 5"]), Type("\x1b>"), See(&[">>>"])],
            ),
            (
                "a change to an earlier input lasts while walking",
                &[
                    Type("\x1b[A\x1b[A9"),
                    See(&[">>> alpha + beta9"]),
                    Type("\x1b[A"),
                    See(&[">>> beta = 2"]),
                    Type("\x1b[B"),
                    See(&[">>> alpha + beta9"]),
                ],
            ),
            (
                "Alt-. takes the last word of earlier inputs",
                &[Type("\x1b."), See(&[">>> 77"]), Type("\x1b."), At(0, 8)],
            ),
        ],
    );
}

#[test]
fn suggestions() {
    play(
        "suggestions",
        &[
            (
                "Right takes all",
                &[Type("alp"), See(&[">>> alpha + beta"]), At(0, 7), Type("\x1b[C"), At(0, 16)],
            ),
            ("End takes all", &[Type("alp\x1b[F"), See(&[">>> alpha + beta"]), At(0, 16)]),
            ("Ctrl-E takes all", &[Type("alp\x05"), See(&[">>> alpha + beta"]), At(0, 16)]),
            (
                "Alt-F takes a word",
                &[Type("alp\x1bf"), At(0, 9), Type("\x1bf"), At(0, 11), See(&[">>> alpha + beta"])],
            ),
            (
                "what is only suggested does not run",
                &[
                    Type("zzz_q"),
                    See(&[">>> zzz_qq = 5"]),
                    Type("\r"),
                    See(&[
                        ">>> zzz_q",
                        "Traceback (most recent call last):",
                        "  File \"<python-input-0>\", line 1, in <module>",
                        "    zzz_q",
                        "NameError: name 'zzz_q' is not defined",
                        ">>>",
                    ]),
                ],
            ),
            (
                "none in the middle of a line",
                &[Type("alp"), See(&[">>> alpha + beta"]), Type("\x1b[D"), See(&[">>> alp"])],
            ),
            ("leaving", &[Type("exit(3)"), Send("\r"), Ends(3)]),
        ],
    );
}
