//! What the prompt offers beside Python: commands, `obj?`, earlier values, long values, pages.

use std::fs;

use super::pty::Pty;
use super::pty::keys::{CTRL_C, CTRL_D};
use super::{editor, home, plain, taipan};

/// Puts in a text as a terminal does that pastes it, and runs it.
fn paste(pty: &mut Pty, text: &str) {
    pty.keys(&format!("\x1b[200~{text}\x1b[201~\r"));
}

/// Types a line and waits for what comes of it and the prompt behind it.
fn ask(pty: &mut Pty, line: &str, answer: &str) {
    pty.ask(line, answer);
    pty.expect(">>> ");
}

#[test]
fn an_object_is_described() {
    let mut pty = editor("describe");
    pty.ask(
        "len?",
        "type:      builtin_function_or_method\nsignature: len(obj, /)\ndoc:\n    The number",
    );
    pty.expect(">>> ");
    ask(&mut pty, "x = ['a', 'b']", "");
    ask(&mut pty, "x?", "type:      list\nvalue:     ['a', 'b']\nlength:    2\n");
    ask(&mut pty, "?x", "type:      list\n");
    ask(&mut pty, "x[0]?", "type:      str\nvalue:     'a'\nlength:    1\n");
    ask(&mut pty, "nothing?", "NameError: name 'nothing' is not defined\n");
    ask(&mut pty, "5?", "type:      int\nvalue:     5\n");
}

#[test]
fn a_function_is_described() {
    let mut pty = editor("describe-function");
    paste(
        &mut pty,
        "def f(a, /, b=1, *c: int, k=[2], **m) -> str:\n    '''Adds.\n\n    More.'''\n    return 1\n",
    );
    pty.expect(">>> ");
    pty.ask(
        "f?",
        "type:      function\nsignature: f(a, /, b=1, *c: int, k=[2], **m) -> str\n\
         file:      <python-input-0>, line 1\ndoc:\n    Adds.\n\n    More.\n>>> ",
    );
    ask(&mut pty, "g = lambda x, y=f: 0", "");
    pty.ask("g?", "type:      function\nsignature: <lambda>(x, y=<function f at");
}

#[test]
fn the_source_is_shown() {
    let mut pty = editor("source");
    let text = "def f(a):\n    if a:\n        return 'yes'\n\n    return 'no'\n";
    paste(&mut pty, text);
    pty.expect(">>> ");
    pty.ask("f??", &format!("type:      function\nsignature: f(a)\nfile:      <python-input-0>, line 1\nsource:\n{text}>>> "));
    pty.ask("len??", "type:");
    pty.expect("source:    none: part of the interpreter");
    pty.expect(">>> ");
    paste(&mut pty, "class A:\n    '''Letter.'''\n    x = 1\n    def m(self): pass\n");
    pty.expect(">>> ");
    pty.ask("A??", "type:      type\nsignature: A()\nfile:      <python-input-1>, line 1\nsource:\nclass A:\n    '''Letter.'''\n    x = 1\n    def m(self): pass\n>>> ");
    pty.ask("??A.m", "type:      function\nsignature: m(self)\nfile:      <python-input-1>, line 4\nsource:\n    def m(self): pass\n>>> ");
}

#[test]
fn looking_runs_nothing() {
    let mut pty = editor("looking");
    paste(
        &mut pty,
        "class A:\n    def __getattr__(self, name): print('ran', name)\n    def f(self): return print('called')\na = A()\n",
    );
    pty.expect(">>> ");
    pty.ask("a.f?", "type:      ");
    pty.expect(">>> ");
    pty.ask("a.f()?", "`a.f()` calls something: give the result a name, and ask about that.\n>>> ");
    pty.ask(
        "'a'.upper()?",
        "An object of this class; nothing was called to get it.\n\ntype:      type\n",
    );
}

#[test]
fn python_stays_python() {
    let mut pty = editor("stays");
    ask(&mut pty, "x = 7", "");
    pty.ask("x %= 4", ">>> ");
    pty.ask("x", "3\n>>> ");
    pty.ask("x != 3", "False\n>>> ");
    pty.ask("# is it so?", ">>> ");
    pty.ask("'what?'", "'what?'\n>>> ");
    paste(&mut pty, "text = '''\n%time 1\n!ls\nx?\n'''");
    pty.expect(">>> ");
    pty.ask("text", "'\\n%time 1\\n!ls\\nx?\\n'\n>>> ");
    pty.ask("x = y?", "  File \"<python-input-");
    pty.expect("SyntaxError: invalid syntax\n>>> ");
    pty.ask("(x?", "  File ");
    pty.expect(">>> ");
}

#[test]
fn an_open_string_is_no_command() {
    let mut pty = editor("open-string");
    pty.line("'''");
    pty.expect("... ");
    pty.line("!echo ran");
    pty.expect("... ");
    pty.line("'''");
    pty.expect("'\\n!echo ran\\n'\n>>> ");
}

#[test]
fn commands_are_off_without_the_editor() {
    let mut pty = plain("commands-off");
    pty.ask("len?", "  File \"<stdin>\", line 1\n    len?\n");
    pty.expect("SyntaxError: invalid syntax\n>>> ");
    pty.ask("%who", "  File \"<stdin>\", line 1\n");
    pty.expect(">>> ");
    pty.ask("5", "5\n>>> ");
    pty.ask("_0", "Traceback");
    pty.expect("NameError: name '_0' is not defined");
}

#[test]
fn the_shell_runs_commands() {
    let mut pty = editor("shell");
    pty.ask("!echo $((20 + 22))", "42\n>>> ");
    pty.ask("!exit 3", "exit status 3\n>>> ");
    pty.ask("!kill -9 $$", "ended by signal 9\n>>> ");
    ask(&mut pty, "name, n = 'two words', 3", "");
    pty.ask("!echo {name} {n} {other} ${HOME:+set} {a,b}", "two words 3 {other} set {a,b}\n>>> ");
    pty.ask("!read line; echo got $line", "");
    pty.line("typed");
    pty.expect("got typed\n>>> ");
    pty.ask("!test -t 0 && test -t 1 && echo terminal", "terminal\n>>> ");
}

#[test]
fn lines_of_a_command() {
    let mut pty = editor("lines");
    ask(&mut pty, r"x = !printf 'a\n\nb\n'", "");
    pty.ask("x", "['a', '', 'b']\n>>> ");
    ask(&mut pty, "y=!true", "");
    pty.ask("y", "[]\n>>> ");
    pty.ask("z = !echo out; exit 2", "exit status 2\n>>> ");
    pty.ask("z", "['out']\n>>> ");
    ask(&mut pty, r"b = !printf '\377'", "");
    pty.ask("b", r"['\udcff']");
}

#[test]
fn interrupt_is_for_the_command() {
    let mut pty = editor("shell-interrupt");
    pty.line("!echo go'ing'; exec sleep 1000");
    pty.expect("\ngoing\n");
    pty.keys(CTRL_C);
    pty.expect("ended by signal 2\n>>> ");
    pty.ask("'alive'", "'alive'\n>>> ");
}

#[test]
fn python_output_comes_before_that_of_commands() {
    let mut pty = editor("shell-order");
    pty.ask("print('first', end=' ')", "first");
    pty.line("!echo second");
    pty.expect("second\n>>> ");
}

#[test]
fn time_is_told() {
    let mut pty = editor("time");
    pty.ask("%time sum(range(10))", "45\ntook ");
    pty.expect("; processor ");
    pty.expect(">>> ");
    ask(&mut pty, "%time y = 3", "took ");
    pty.ask("y", "3\n>>> ");
    pty.ask("%time 1/0", "took ");
    pty.expect("ZeroDivisionError: division by zero\n>>> ");
    pty.ask("%time 1 +", "  File \"<python-input-");
    pty.expect(">>> ");
    pty.ask("%time", "%time statement\n>>> ");
}

#[test]
fn a_statement_is_timed_many_times() {
    let mut pty = editor("timeit");
    pty.ask("%timeit -n 100 -r3 x = 1", "");
    pty.expect(" per loop (mean ± std. dev. of 3 runs, 100 loops each)\n>>> ");
    pty.ask("x", "Traceback");
    pty.expect("NameError: name 'x' is not defined");
    pty.expect(">>> ");
    pty.ask("%timeit 1 +", "  File \"<timeit>\", line 1\n    1 +\n");
    pty.expect(">>> ");
    pty.ask("%timeit -n x", "%timeit: -n needs a number\n>>> ");
    ask(&mut pty, "calls = []", "");
    ask(&mut pty, "%timeit -n 5 -r 2 calls.append(1)", "");
    pty.ask("len(calls)", "10\n>>> ");
    pty.ask("%timeit 1/0", "Traceback");
    pty.expect("ZeroDivisionError");
}

#[test]
fn timing_can_be_stopped() {
    let mut pty = editor("timeit-stop");
    pty.line("%timeit -n 1 [print('go' 'ing')] + [1 for _ in iter(int, 1)]");
    pty.expect("\ngoing\n");
    pty.keys(CTRL_C);
    pty.expect("KeyboardInterrupt\n>>> ");
}

#[test]
fn commands_are_listed() {
    let mut pty = editor("list");
    for line in ["%", "%help", "help", "?"] {
        pty.line(line);
        pty.expect("Keys\n");
        // The small pager's, or another's: leaves it.
        pty.keys("q");
        pty.expect(">>> ");
    }
}

#[test]
fn a_key_lists_them() {
    let mut pty = editor("f1");
    pty.keys("x = 4");
    pty.expect("x = 4");
    pty.keys("\x1bOP");
    pty.expect("Keys\n");
    pty.keys("q");
    pty.expect("x = 4");
    pty.keys("2\r");
    pty.expect(">>> ");
    pty.ask("x", "42\n>>> ");
}

#[test]
fn exceptions_are_asked_for_their_text_once() {
    let mut pty = editor("str-once");
    paste(
        &mut pty,
        "class E(Exception):\n    n = 0\n    def __str__(self):\n        E.n += 1\n        return 'text'\n",
    );
    pty.expect(">>> ");
    pty.ask("raise E", "Traceback");
    pty.expect("E: text\n");
    pty.expect(">>> ");
    pty.ask("E.n", "1\n>>> ");
}

#[test]
fn blocks_can_be_timed() {
    let mut pty = editor("time-block");
    pty.ask("%time for i in 1, 2: print(i)", "1\n2\ntook ");
    pty.expect(">>> ");
}

#[test]
fn unknown_commands_are_told() {
    let mut pty = editor("unknown");
    pty.ask(
        "%histry",
        "There is no command %histry. Did you mean %history? %help lists them.\n>>> ",
    );
    pty.ask("%zzzzzz 1", "There is no command %zzzzzz. %help lists them.\n>>> ");
    pty.ask("'on'", "'on'\n>>> ");
}

#[test]
fn variables_are_listed() {
    let mut pty = editor("who");
    pty.ask("%who", "there are no variables yet\n>>> ");
    ask(&mut pty, "long_name, b, _hidden = 1, 'x', 2", "");
    pty.ask("%who", "b          str\nlong_name  int\n>>> ");
}

#[test]
fn the_history_of_the_session() {
    let mut pty = editor("session-history");
    pty.ask("%history", "nothing has been run yet\n>>> ");
    ask(&mut pty, "x = 1", "");
    paste(&mut pty, "def f():\n    pass\n");
    pty.expect(">>> ");
    pty.ask("%history", "    0  x = 1\n    1  def f():\n           pass\n>>> ");
    ask(&mut pty, "y = 2", "");
    pty.ask("%history 1", "    2  y = 2\n>>> ");
    pty.ask("%history x", "%history [n]: n is the number of inputs to show\n>>> ");
}

#[test]
fn a_program_is_saved() {
    let mut pty = editor("save");
    let file = home("save").join("saved.py");
    let _ = fs::remove_file(&file);
    ask(&mut pty, "x = 1", "");
    pty.ask("1/0", "Traceback");
    pty.expect(">>> ");
    ask(&mut pty, "x = = 2", "  File");
    paste(&mut pty, "def f():\n    return x\n");
    pty.expect(">>> ");
    pty.ask("f()", "1\n>>> ");
    let line = format!("%save {}", file.display());
    pty.line(&line);
    pty.expect("saved.py: 3 inputs, 2 left out because they failed\n>>> ");
    assert_eq!(
        fs::read_to_string(&file).unwrap_or_default(),
        "x = 1\ndef f():\n    return x\nf()\n"
    );
    pty.line(&line);
    pty.expect("is there already: %save -f ");
    pty.expect(">>> ");
    pty.line(&format!("%save -f {}", file.display()));
    pty.expect("saved.py: 3 inputs");
    pty.expect(">>> ");
    pty.ask("%save", "%save [-f] [--doctest] file\n>>> ");
    pty.ask("%save /nonexistent/x.py", "/nonexistent/x.py: No such file or directory\n>>> ");
}

#[test]
fn a_doctest_is_saved() {
    let mut pty = editor("doctest");
    let file = home("doctest").join("session.txt");
    let _ = fs::remove_file(&file);
    pty.ask("x = 20 + 1; x", "21\n>>> ");
    pty.ask("print('a'); print(); print('b')", "a\n\nb\n>>> ");
    paste(&mut pty, "for i in 1, 2:\n    i\n");
    pty.expect("1\n2\n>>> ");
    pty.ask("x / 0", "Traceback");
    pty.expect(">>> ");
    pty.line(&format!("%save {}", file.display()));
    pty.expect("session.txt: 4 inputs\n>>> ");
    assert_eq!(
        fs::read_to_string(&file).unwrap_or_default(),
        ">>> x = 20 + 1; x\n21\n>>> print('a'); print(); print('b')\na\n<BLANKLINE>\nb\n\
         >>> for i in 1, 2:\n...     i\n...\n1\n2\n\
         >>> x / 0\nTraceback (most recent call last):\n    ...\nZeroDivisionError: division by zero\n"
    );
}

#[test]
fn a_file_is_run() {
    let mut pty = editor("run");
    let file = home("run").join("program.py");
    fs::write(&file, "import math\nx = math.floor(2.5)\nprint('ran', __name__)\n").expect("a file");
    pty.line(&format!("%run {}", file.display()));
    pty.expect("ran __main__\n>>> ");
    pty.ask("x", "2\n>>> ");
    pty.ask("%run /nonexistent.py", "/nonexistent.py: No such file or directory\n>>> ");
    pty.ask("%run", "%run file\n>>> ");
}

#[test]
fn values_by_number() {
    let mut pty = editor("numbers");
    pty.ask("'first'", "'first'\n>>> ");
    pty.ask("'second'", "'second'\n>>> ");
    pty.ask("_0, _1", "('first', 'second')\n>>> ");
    pty.ask("__", "'second'\n>>> ");
    pty.ask("_7 = 'mine'", ">>> ");
    pty.ask("None", ">>> ");
    pty.ask("'seventh'", "'seventh'\n>>> ");
    pty.ask("'eighth'", "'eighth'\n>>> ");
    pty.ask("_7", "'mine'\n>>> ");
    pty.ask("_6", "'seventh'\n>>> ");
}

#[test]
fn the_last_three_values() {
    let mut pty = editor("last-three");
    pty.ask("1", "1\n>>> ");
    pty.ask("2", "2\n>>> ");
    pty.ask("3", "3\n>>> ");
    pty.ask("___, __, _", "(1, 2, 3)\n>>> ");
}

#[test]
fn large_values_are_not_kept() {
    let mut pty = editor("large");
    pty.ask("'x' * 10**7 and 5", "5\n>>> ");
    paste(
        &mut pty,
        "class Big:\n    def __init__(self): self.data = [0] * 10**6\n    def __repr__(self): return 'Big'\nimport weakref\n",
    );
    pty.expect(">>> ");
    pty.ask("Big()", "Big\n>>> ");
    pty.ask("r = weakref.ref(_)", ">>> ");
    pty.ask("r() is None", "False\n>>> ");
    pty.ask("r() is None", "True\n>>> ");
}

#[test]
fn values_that_grow_go() {
    let mut pty = editor("grow");
    ask(&mut pty, "x = []", "");
    pty.ask("x", "[]\n>>> ");
    pty.ask("_1 is x", "True\n>>> ");
    ask(&mut pty, "x.extend(range(10**6))", "");
    pty.ask("5", "5\n>>> ");
    pty.ask("_1", "Traceback");
    pty.expect("NameError: name '_1' is not defined");
}

#[test]
fn values_with_finalizers_die_in_time() {
    let mut pty = editor("finalizers");
    paste(
        &mut pty,
        "class A:\n    def __del__(self): print('gone')\n    def __repr__(self): return 'A'\n",
    );
    pty.expect(">>> ");
    pty.ask("A()", "A\n>>> ");
    pty.ask("5", "gone\n5\n>>> ");
}

#[test]
fn hooks_of_the_program_go_first() {
    let mut pty = editor("own-hook");
    ask(&mut pty, "import sys; sys.displayhook = lambda it: print('own', it)", "");
    pty.ask("5", "own 5\n>>> ");
    pty.ask("list(range(1000))[-1]", "own 999\n>>> ");
    ask(&mut pty, "sys.displayhook = sys.__displayhook__", "");
    pty.ask("6", "6\n>>> ");
}

#[test]
fn long_values_are_cut() {
    let mut pty = editor("cut");
    pty.ask("list(range(20000))", "[0, 1, 2, ");
    pty.expect(" more lines, ");
    pty.expect(" characters: %all shows them ...]\n");
    pty.expect("19998, 19999]\n>>> ");
    pty.ask("len(repr(_))", "128890\n>>> ");
    pty.line("%all");
    pty.expect("[0, 1, 2, ");
    pty.keys("G");
    pty.expect("19999]");
    pty.keys("q");
    pty.expect(">>> ");
}

#[test]
fn printed_text_is_not_cut() {
    let mut pty = editor("printed");
    pty.ask("print(*range(3000))", "0 1 2 3");
    pty.expect("1500 1501");
    pty.expect("2998 2999\n>>> ");
    pty.ask("%all", "no value was cut, or one that is too long to be kept\n>>> ");
}

#[test]
fn containers_are_broken_over_lines() {
    let mut pty = editor("pretty");
    ask(&mut pty, "%pretty on", "");
    pty.ask("[1, 2]", "[1, 2]\n>>> ");
    ask(&mut pty, "a, b = 'a' * 60, 'b' * 60", "");
    pty.ask("[a, b]", &format!("['{}',\n '{}']\n>>> ", "a".repeat(60), "b".repeat(60)));
    pty.ask(
        "{'key': (a, b), 'x': {3, 1, 2}}",
        &format!(
            "{{'key': ('{}',\n         '{}'),\n 'x': {{1, 2, 3}}}}\n>>> ",
            "a".repeat(60),
            "b".repeat(60)
        ),
    );
    ask(&mut pty, "c = [a, b]; c.append(c)", "");
    pty.ask("c", &format!("['{}',\n '{}',\n [...]]\n>>> ", "a".repeat(60), "b".repeat(60)));
    ask(&mut pty, "%pretty off", "");
    pty.ask("[a, b][0] == a", "True\n>>> ");
}

#[test]
fn each_repr_is_called_once() {
    let mut pty = editor("once");
    paste(
        &mut pty,
        "class A:\n    n = 0\n    def __repr__(self):\n        A.n += 1\n        return 'A' * 60\n",
    );
    pty.expect(">>> ");
    for mode in ["%pretty on", "%pretty off"] {
        ask(&mut pty, mode, "");
        ask(&mut pty, "A.n = 0", "");
        pty.ask("[A(), A()]", "[AAAA");
        pty.expect("A]\n>>> ");
        pty.ask("A.n", "2\n>>> ");
    }
}

#[test]
fn deep_containers_end_as_ever() {
    let mut pty = editor("deep");
    ask(&mut pty, "%pretty on", "");
    paste(&mut pty, "x = []\nfor i in range(100_000):\n    x = [x]\n");
    pty.expect(">>> ");
    pty.ask("x", "Traceback");
    pty.expect("RecursionError: maximum recursion depth exceeded while getting the repr of an object\n>>> ");
    pty.ask("5", "5\n>>> ");
}

#[test]
fn help_goes_through_the_pager() {
    let mut pty = Pty::start(taipan("help-pager").arg("-q").env("PAGER", "sed 's/^/| /'"));
    pty.expect(">>> ");
    pty.ask("help(len)", "Help on built-in function len:\n\nlen(obj, /)\n    The number of items in a container.\n>>> ");
    pty.ask("help(str)", "| Help on class str:\n");
    pty.expect("\n| Methods:\n");
    pty.expect("|     upper(self, /)\n");
    pty.expect(">>> ");
}

#[test]
fn a_pager_that_is_missing() {
    let mut pty = Pty::start(taipan("no-pager").arg("-q").env("PAGER", "nonexistent-pager"));
    pty.expect(">>> ");
    pty.line("help(str)");
    pty.expect("Help on class str:\n");
    pty.expect("-- space: on, b: back, q: end");
    pty.keys(" ");
    pty.expect("-- space: on, b: back, q: end");
    pty.keys("q");
    pty.expect(">>> ");
    pty.ask("'on'", "'on'\n>>> ");
}

#[test]
fn a_pager_of_our_own() {
    let mut pty = Pty::start(taipan("own-pager").arg("-q").env("PATH", "/nonexistent"));
    pty.expect(">>> ");
    pty.ask("x = [i for i in range(20000)]; x", "[0, 1");
    pty.expect(">>> ");
    pty.line("%all");
    pty.expect("[0, 1, 2");
    pty.expect("-- 1% --");
    pty.keys("\x1b[B");
    pty.expect("-- 1% --");
    pty.keys("G");
    pty.expect("19999]");
    pty.expect("-- 100% --");
    pty.keys("g");
    pty.expect("-- 1% --");
    pty.keys(CTRL_C);
    pty.expect(">>> ");
    pty.ask("1 + 1", "2\n>>> ");
}

#[test]
fn help_of_a_class_of_the_program() {
    let mut pty = editor("help-class");
    paste(
        &mut pty,
        "class Point:\n    '''A point.'''\n    def moved(self, by=1):\n        '''Elsewhere.\n\n        Not shown.'''\n    @property\n    def norm(self):\n        '''Its size.'''\n",
    );
    pty.expect(">>> ");
    pty.ask(
        "help(Point)",
        "Help on class Point:\n\nPoint()\n    A point.\n\nMethods:\n    moved(self, by=1)\n        Elsewhere.\n\n\
         Properties:\n    norm\n        Its size.\n>>> ",
    );
}

#[test]
fn bare_names_are_commands() {
    let mut pty = editor("bare");
    pty.ask("copyright", "Copyright (c)");
    pty.expect(">>> ");
    pty.line("clear");
    pty.expect(">>> ");
    ask(&mut pty, "clear = help = 'mine'", "");
    pty.ask("clear", "'mine'\n>>> ");
    pty.ask("help", "'mine'\n>>> ");
    ask(&mut pty, "exit = 3", "");
    pty.ask("exit", "3\n>>> ");
    pty.line("quit");
    assert_eq!(pty.finish().1, 0);
}

#[test]
fn clear_empties_the_screen() {
    let mut pty = editor("clear");
    pty.line("clear");
    pty.expect(">>> ");
    pty.keys(CTRL_D);
    assert!(pty.finish_raw().contains("\x1b[H\x1b[2J"));
}
