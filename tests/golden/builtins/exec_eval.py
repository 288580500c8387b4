def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)
print(eval("1 + 2"), eval(" 3"), eval("\t4\n"), eval("a", {"a": 5}), eval("a + b", {"a": 1}, {"b": 2}), eval("[i for i in range(3)]"), eval("x", {}, type("M", (), {"__getitem__": lambda s, k: k * 2})()), eval(b"1 + 1"), eval(compile("2 * 3", "<s>", "eval")))
g = {}; exec("a = 1\ndef f(): return a\nclass C: pass", g); print(sorted(k for k in g if k != "__builtins__"), g["f"](), g["C"].__module__, "__builtins__" in g)
l = {}; exec("b = 2; c = b", {}, l); print(l, exec("pass"))
t(lambda: eval("1 +")); t(lambda: eval("")); t(lambda: eval("x = 1")); t(lambda: eval("1; 2")); t(lambda: eval(5)); t(lambda: eval()); t(lambda: eval("1", 5)); t(lambda: eval("1", {}, 5)); t(lambda: exec(5)); t(lambda: exec("1", 5)); t(lambda: exec("x = ")); t(lambda: eval("undefined")); t(lambda: exec("raise ValueError('in exec')")); t(lambda: eval("a\0b")); t(lambda: exec("def f(:")); t(lambda: exec("if 1:\nx")); t(lambda: exec("  x = 1")); t(lambda: exec("return 5")); t(lambda: eval("yield")); t(lambda: eval("await x")); t(lambda: exec("break")); t(lambda: eval("len", {"__builtins__": {}})); t(lambda: eval("len([])", {"__builtins__": {"len": lambda x: "own"}})); t(lambda: exec("import math", {"__builtins__": {}})); t(lambda: exec("class A: pass", {"__builtins__": {}})); t(lambda: eval("__builtins__", {}) is __builtins__.__dict__); t(lambda: eval("__name__", {})); t(lambda: exec("print(__name__)", {"__name__": "n"})); t(lambda: eval("1", globals=None)); t(lambda: eval("a", globals={"a": 7})); t(lambda: exec("z = q", locals={"q": 1}))
def f():
    x = 1
    exec("x = 2")
    exec("y = 3")
    return x, "y" in locals(), eval("x"), eval("x + 1")
print(f())
def h():
    q = 5
    ns = {}
    exec("r = q * 2", globals() | locals(), ns)
    return ns
print(h())
code = compile("for i in range(2): print('loop', i)", "<c>", "exec"); exec(code); exec(code)
t(lambda: compile("1", "f", "bad")); t(lambda: compile("1;2", "f", "eval")); t(lambda: compile("a\nb", "f", "single")); t(lambda: compile(5, "f", "exec")); t(lambda: compile("1")); t(lambda: compile("x", 5, "exec")); t(lambda: compile("1", "f", "exec", flags=-1)); t(lambda: compile("1", "f", "exec", 0, True, 9)); t(lambda: eval(compile("x = 1", "f", "exec"))); t(lambda: exec(compile("5", "f", "single"))); t(lambda: exec(compile("if 1: 6", "f", "single"))); t(lambda: exec(compile("a = 5; a; a + 1; None", "f", "single"), {})); t(lambda: exec(compile("for i in 1, 2: i", "f", "single"), {}))
exec("def inner():\n    return __name__, inner.__code__.co_filename\nprint(inner())"); print((lambda: eval("(lambda: 1)()"))(), [eval("i", {"i": i}) for i in range(2)], eval("(x := 5)", {}), eval("lambda: 7")())
class D(dict):
    def __missing__(self, k): return f"<{k}>" if k != "print" else print
exec("r = anything", {}, d := D()); print(d)
t(lambda: exec(f.__code__)); t(lambda: exec((lambda a: a).__code__)); t(lambda: exec((lambda: d).__code__, closure=(1,)))
