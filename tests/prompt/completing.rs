//! Completion: what Tab puts in, the menu, what a call takes; and that nothing of the program's runs for it.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::scenario::{At, Has, Lacks, Scenario, See, Send, Type, play_with};

/// What the sessions begin with.
const START: &str = "
class Careful:
    def __init__(self): self.plain_one = 1
    @property
    def prop_value(self): print('RUN'); return 'text'
    def __getattr__(self, name): print('RUN'); raise AttributeError(name)
    def __dir__(self): print('RUN'); return ['from_dir']
careful = Careful()
words = {'first': 1, 'second': [10]}
texts = ['a', 'b']
number_one, number_two = 1, 2
_hidden_name = 3
def make(width, height=2, *, colour_name=None): return width
";

fn started(command: &mut Command, home: &Path) {
    let file = home.join("start.py");
    fs::write(&file, START).expect("a file");
    command.env("PYTHONSTARTUP", file);
}

fn play(subject: &str, scenarios: &[Scenario]) {
    play_with(subject, (24, 80), started, scenarios);
}

#[test]
fn what_is_known() {
    play(
        "known",
        &[
            ("a name", &[Type("_hidd\t"), See(&[">>> _hidden_name"]), At(0, 16)]),
            ("a built-in name", &[Type("enumer\t"), See(&[">>> enumerate"])]),
            ("a keyword", &[Type("nonl\t"), See(&[">>> nonlocal"])]),
            ("an attribute", &[Type("texts.appe\t"), See(&[">>> texts.append"])]),
            ("of a literal", &[Type("'a'.upp\t"), See(&[">>> 'a'.upper"])]),
            ("of a number", &[Type("(1).bit_l\t"), See(&[">>> (1).bit_length"])]),
            ("of an item", &[Type("texts[0].upp\t"), See(&[">>> texts[0].upper"])]),
            (
                "of an item of an item",
                &[Type("words['second'][0].bit_l\t"), See(&[">>> words['second'][0].bit_length"])],
            ),
            (
                "of what a method gives",
                &[Type("'a'.strip().upp\t"), See(&[">>> 'a'.strip().upper"])],
            ),
            (
                "in the middle of an expression",
                &[Type("x = [1] + texts.appe\t"), See(&[">>> x = [1] + texts.append"])],
            ),
            (
                "in a block",
                &[Type("if 1:\rtexts.appe\t"), See(&[">>> if 1:", "...     texts.append"])],
            ),
            (
                "before what is there",
                &[
                    Type("texts.appe()\x1b[D"),
                    Type("\x1b[D\t"),
                    See(&[">>> texts.append()"]),
                    At(0, 16),
                ],
            ),
            ("a module", &[Type("import itertoo\t"), See(&[">>> import itertools"])]),
            (
                "a module of a package",
                &[Type("import collections.a\t"), See(&[">>> import collections.abc"])],
            ),
            (
                "a module after another",
                &[Type("import sys, itertoo\t"), See(&[">>> import sys, itertools"])],
            ),
            (
                "import after from",
                &[Type("from math imp\t"), See(&[">>> from math import"]), At(0, 21)],
            ),
            (
                "a module's name",
                &[
                    Type("from itertools import accum\t"),
                    See(&[">>> from itertools import accumulate"]),
                ],
            ),
            ("a key", &[Type("words['sec\t"), See(&[">>> words['second']"])]),
            (
                "an argument's name",
                &[
                    Type("make(col\t"),
                    See(&[
                        ">>> make(colour_name=",
                        "    make(width, height=2, *, colour_name=None)",
                    ]),
                ],
            ),
            (
                "a module that is imported under a name",
                &[
                    Send("import math as m\r"),
                    See(&[">>> import math as m", ">>>"]),
                    Type("m.fsu\t"),
                    See(&[">>> m.fsum"]),
                ],
            ),
            ("a class's own names", &[Type("Careful.prop\t"), See(&[">>> Careful.prop_value"])]),
            ("of a list", &[Type("[1, 2].appe\t"), See(&[">>> [1, 2].append"])]),
            ("of a dictionary", &[Type("{}.setd\t"), See(&[">>> {}.setdefault"])]),
            ("of bytes", &[Type("b'a'.isal"), Type("p\t"), See(&[">>> b'a'.isalpha"])]),
            ("a file's path", &[Type("'/proc/self/envi\t"), Has(">>> '/proc/self/environ")]),
            ("a private name", &[Type("careful.__cla\t"), See(&[">>> careful.__class__"])]),
            (
                "nothing in a comment",
                &[Type("# texts.appe"), Send("\t"), Type("x"), See(&[">>> # texts.appex"])],
            ),
            (
                "nothing where nothing is known",
                &[
                    Type("nothing_here.appe"),
                    Send("\t"),
                    Type("x"),
                    See(&[">>> nothing_here.appex"]),
                ],
            ),
        ],
    );
}

#[test]
fn the_menu() {
    const OPEN: super::scenario::Step = See(&[">>> number_", "number_one", "number_two"]);
    play(
        "menu",
        &[
            ("what all begin with is put in", &[Type("numb\t"), OPEN, At(0, 11)]),
            (
                "Tab and Shift-Tab choose",
                &[
                    Type("number_\t"),
                    OPEN,
                    Type("\t"),
                    See(&[">>> number_one", "number_one", "number_two"]),
                    Type("\t"),
                    See(&[">>> number_two", "number_one", "number_two"]),
                    Type("\x1b[Z"),
                    See(&[">>> number_one", "number_one", "number_two"]),
                    Type("\x1b[Z"),
                    OPEN,
                ],
            ),
            (
                "Enter takes what is chosen, and runs it the second time",
                &[
                    Type("number_\t\t\t"),
                    Type("\r"),
                    See(&[">>> number_two"]),
                    Type("\r"),
                    See(&[">>> number_two", "2", ">>>"]),
                ],
            ),
            ("Escape closes it", &[Type("number_\t"), OPEN, Send("\x1b"), See(&[">>> number_"])]),
            ("Ctrl-G closes it", &[Type("number_\t"), OPEN, Send("\x07"), See(&[">>> number_"])]),
            ("typing closes it", &[Type("number_\t"), OPEN, Type("o"), See(&[">>> number_o"])]),
            (
                "undo takes the choice back",
                &[Type("number_\t\t"), Type("\x1f"), See(&[">>> number_"])],
            ),
            (
                "private names are not offered unasked",
                &[
                    Type("careful.p\t"),
                    See(&[">>> careful.p", "plain_one", "prop_value"]),
                    Lacks("__class__"),
                ],
            ),
        ],
    );
}

#[test]
fn nothing_of_the_program_runs() {
    play(
        "unrun",
        &[
            (
                "properties, __getattr__ and __dir__",
                &[Type("careful.\t"), Has("plain_one"), Lacks("RUN"), Lacks("from_dir")],
            ),
            (
                "what a property gives is not known",
                &[
                    Type("careful.prop_value.upp"),
                    Send("\t"),
                    Type("x"),
                    See(&[">>> careful.prop_value.uppx"]),
                    Lacks("RUN"),
                ],
            ),
            (
                "nor what a function gives",
                &[Type("make('a').upp"), Send("\t"), Type("x"), See(&[">>> make('a').uppx"])],
            ),
        ],
    );
}

#[test]
fn what_a_call_takes() {
    play(
        "calls",
        &[
            (
                "a function of the program's",
                &[
                    Type("make(1"),
                    See(&[">>> make(1", "    make(width, height=2, *, colour_name=None)"]),
                    Type(")"),
                    See(&[">>> make(1)"]),
                ],
            ),
            ("a built-in function", &[Type("len("), See(&[">>> len(", "    len(obj, /)"])]),
            (
                "a method",
                &[Type("texts.append("), See(&[">>> texts.append(", "    append(object, /)"])],
            ),
            (
                "the inner one of two",
                &[Type("make(len("), See(&[">>> make(len(", "    len(obj, /)"])],
            ),
        ],
    );
}
