# What compile(), exec() and eval() refuse, and how.


def attempt(*args, run=compile, **kwargs):
    try:
        result = run(*args, **kwargs)
    except SyntaxError as error:
        place = (error.filename, error.lineno, error.offset, error.text, error.end_lineno, error.end_offset)
        print(type(error).__name__, error.msg, *place)
    except Exception as error:
        print(type(error).__name__, error)
    else:
        print("result", type(result).__name__)


attempt("1", "<s>", "nosuch")
attempt("1", "<s>", 5)
attempt("1", "<s>", "exec", flags=1 << 30)
attempt("1", "<s>", "exec", flags=1)
attempt("1", "<s>", "exec", optimize=3)
attempt("1", "<s>", "exec", optimize=-2)
attempt("1", "<s>", "func_type")
attempt("1")
attempt("1", "<s>")
attempt(None, "<s>", "exec")
attempt(5, "<s>", "exec")
attempt("1", 5, "exec")
attempt("1", None, "exec")
attempt("a\0b", "<s>", "exec")
attempt(b"a\0b", "<s>", "exec")
attempt("'\ud800'", "<s>", "exec")
attempt(b"# coding: nosuch\n", "<s>", "exec")

# Each mode has its own idea of what is right.
attempt("x = 1", "<s>", "eval")
attempt("1\n2", "<s>", "eval")
attempt("pass", "<s>", "eval")
attempt("", "<s>", "eval")
attempt("# only", "<s>", "eval")
attempt("1; 2", "<s>", "eval")
attempt("", "<s>", "single")
attempt("# only", "<s>", "single")
attempt("\n", "<s>", "single")
attempt("1\n2", "<s>", "single")
attempt("1\n2\n", "<s>", "single")
attempt("x = 1\n\n\ny = 2", "<s>", "single")
attempt("1\n# comment", "<s>", "single")
attempt("if 1:\n    2\n3\n", "<s>", "single")
attempt("if 1: pass\nx", "<s>", "single")
attempt("x = = 1", "two words.py", "exec")
attempt(" x", "<s>", "exec")
attempt(" x", "<s>", "single")
attempt("if 1:\n\tx\n        y", "<s>", "exec")
attempt("return", "<s>", "exec")
attempt("break", "<s>", "single")
attempt("yield", "<s>", "eval")
attempt("await x", "<s>", "exec")
attempt("def f(a, a): pass", "<s>", "exec")
attempt("def f():\n    global x\n    x = 1\n    nonlocal x\n", "<s>", "exec")
attempt("x: int = (yield)", "<s>", "exec")

# exec and eval.
attempt("x = 1", run=eval)
attempt("", run=eval)
attempt(None, run=eval)
attempt(7, run=exec)
attempt("1", 5, run=eval)
attempt("1", 5, run=exec)
attempt("1", {}, 5, run=eval)
attempt("1", {}, 5, run=exec)
attempt("1", None, None, run=eval)
attempt("undefined_name", run=eval)
attempt("undefined_name", {}, run=exec)
attempt(compile("x = 1", "<s>", "exec"), {}, run=eval)


def outer():
    free = 1

    def inner():
        return free

    return inner


attempt(outer().__code__, run=eval)
attempt(outer().__code__, run=exec)
attempt(outer().__code__, {}, closure=outer().__closure__, run=exec)
attempt(outer().__code__, {}, closure=(), run=exec)
attempt(outer().__code__, {}, closure=(1,), run=exec)
attempt("1", {}, closure=(), run=exec)
attempt(compile("1", "<s>", "exec"), {}, closure=outer().__closure__, run=exec)

# The filename is that of the traceback.
try:
    exec(compile("def f():\n    1 / 0\nf()", "made up.py", "exec"))
except ZeroDivisionError as error:
    tb = error.__traceback__.tb_next
    while tb is not None:
        code = tb.tb_frame.f_code
        print(code.co_filename, code.co_name, tb.tb_lineno)
        tb = tb.tb_next
exec(compile("\n\n1 / 0", "made up.py", "exec"))
