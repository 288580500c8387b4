def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e, e.args)
def a(x):
    assert x, "message"
    return "passed"
def b(x): assert x; return "p"
def c(x): assert x, ("tuple", 1)
def d(): assert 0, ValueError("as message")
def e(): assert [], f"{1 + 1}"
t(lambda: a(1)); t(lambda: a(0)); t(lambda: b([])); t(lambda: b("x")); t(lambda: c(None)); t(d); t(e)
def lazy():
    assert True, undefined_name
    return "message not evaluated"
t(lazy)
def eager(): assert False, undefined_name
t(eager)
AssertionError_ = AssertionError
def shadowed():
    AssertionError = ValueError
    assert 0, "builtin is used"
t(shadowed)
class B:
    def __bool__(self): raise KeyError("bool")
def f(): assert B()
t(f)
print(__debug__)
def g():
    assert (x := 5) and x < 3, x
t(g)
for s in ("__debug__ = 1", "def __debug__(): pass", "del __debug__", "f(__debug__=1)", "x.__debug__ = 1", "import a as __debug__"):
    try: compile(s, "<s>", "exec")
    except SyntaxError as e: print(s, "|", e.msg)
