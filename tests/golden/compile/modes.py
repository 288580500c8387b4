# compile(): the three modes, and code objects run in namespaces of their own.
import types

code = compile("2 + 2", "<string>", "eval")
print(type(code) is types.CodeType, eval(code), code.co_name, code.co_filename, code.co_argcount)

# exec: any number of statements, no value.
code = compile("x = 1\ny = x + 1\n", "made.py", "exec")
space = {}
print(exec(code, space), sorted(name for name in space if name != "__builtins__"), space["y"])
print(eval(code, space), code.co_filename, code.co_names)

# single: expression statements are shown, wherever they stand but in a function or class.
single = compile("for i in range(3):\n    i * 2\n", "<typed>", "single")
exec(single)
print(eval(single, {"range": lambda n: "ab"}))
exec(compile("1; 'two'; None; [3]", "<typed>", "single"))
exec(compile("if True: 5\nelse: 6\n", "<typed>", "single"))
exec(compile("def f():\n    'not shown'\n    return 7\n\n", "<typed>", "single"))
exec(compile("f()", "<typed>", "single"))
exec(compile("class A:\n    1\n    2\n\n", "<typed>", "single"))
exec(compile("x = 5", "<typed>", "single"))
exec(compile("(y := 6)", "<typed>", "single"))
exec(compile("_", "<typed>", "single"))
exec(compile("", "<empty>", "exec"))
exec(compile("# nothing\n\n", "<empty>", "exec"))

# A display hook of one's own.
import sys
hook = sys.displayhook
sys.displayhook = lambda value: print("shown:", value)
exec(compile("1; None; 'x'", "<typed>", "single"))
sys.displayhook = hook

# Globals and locals: names are stored in the locals, functions look in the globals.
globals_, locals_ = {"a": 1}, {"b": 2}
exec(compile("c = a + b", "<s>", "exec"), globals_, locals_)
print("c" in globals_, locals_)
print(eval(compile("a + b + c", "<s>", "eval"), globals_, locals_))
exec("def get(): return a\na = 10\nresult = get()", globals_, locals_)
print(locals_["result"], globals_["a"], locals_["a"])


class Mapping:
    def __getitem__(self, name):
        print("get", name)
        if name == "missing":
            raise KeyError(name)
        return name.upper()

    def __setitem__(self, name, value):
        print("set", name, value)

    def __delitem__(self, name):
        print("del", name)


exec(compile("new = old\ndel old\n", "<s>", "exec"), {}, Mapping())
print(eval(compile("one + two", "<s>", "eval"), {}, Mapping()))
print(eval("len(missing)", {"missing": "in globals"}, Mapping() if False else {"len": len}))
try:
    eval(compile("missing", "<s>", "eval"), {}, Mapping())
except NameError as error:
    print(error)

# One code object, several namespaces.
code = compile("n += 1", "<s>", "exec")
spaces = [{"n": i} for i in range(3)]
for space in spaces:
    exec(code, space)
    exec(code, globals=space)
print([space["n"] for space in spaces])
print(["__builtins__" in space for space in spaces])

# Without builtins.
try:
    eval(compile("len('x')", "<s>", "eval"), {"__builtins__": {}})
except NameError as error:
    print(error)
print(eval("len('x')", {"__builtins__": {"len": lambda it: "own"}}))

# In a function: exec sees its locals, and cannot change them.
def function():
    local = 1
    exec("local = 2; other = 3")
    seen = {}
    exec("got = local", globals(), seen | locals())
    return local, "other" in locals(), eval("local + 1"), eval(compile("local", "<s>", "eval"))


print(function())

# What can be compiled, and under which name.
print(eval(compile(b"1 + 1", "bytes", "eval")), eval(compile(bytearray(b"'\xc3\xa9'"), b"name", "eval")))
print(eval(compile(memoryview(b"3 * 3"), "view", "eval")))
print(compile("1", b"as-bytes", "eval").co_filename)
print(eval(compile(b"# coding: latin-1\n'\xe9'", "latin", "eval")))
print(eval(compile(b"\xef\xbb\xbf'bom'", "bom", "eval")))
print(eval("  \t 1 + 1 "), eval(" 2\n"))
print(eval(compile("1 + 1\n\n# end\n", "<s>", "eval")))
print(eval(compile("1 + \\\n1", "<s>", "eval")), eval(compile("(1 +\n1)", "<s>", "eval")))

# Optimisation.
source = "def f():\n    'doc'\n    assert False, 'checked'\n    return __debug__\n"
for optimize in (-1, 0, 1, 2):
    space = {}
    exec(compile(source, "<s>", "exec", optimize=optimize), space)
    try:
        print(optimize, space["f"].__doc__, space["f"]())
    except AssertionError as error:
        print(optimize, space["f"].__doc__, "AssertionError", error)

# By keyword.
print(eval(compile(source="4", filename="<s>", mode="eval", flags=0, dont_inherit=True, optimize=0)))
