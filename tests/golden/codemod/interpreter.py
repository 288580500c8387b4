# code.InteractiveInterpreter: run sources, show what goes wrong.
import code
import sys

sys.stderr = sys.stdout

print(code.__all__)
interpreter = code.InteractiveInterpreter()
print(interpreter.locals)
print(type(interpreter.compile).__name__)

# True: needs more lines; False: was run or is wrong.
for source in (
    "1 + 1", "x = 5", "x", "if x:", "if x:\n    x * 2\n", "x = (", "x = = 1", "1 / 0", "undefined", "def f():\n    return undefined\n", "f()",
    "raise ValueError('text')", "return 5", "  indented", "'''open", "", "# comment", "a b c", "import nosuch_module", "f(", "f)", "for i in range(2): i\n",
    "raise KeyError('k') from ValueError('v')", "try:\n    1 / 0\nexcept ZeroDivisionError:\n    undefined\n", "'\\N{nosuch}'",
    "raise KeyboardInterrupt", "raise ExceptionGroup('many', [ValueError(1), TypeError(2)])", "def f(a, a): pass\n", "x = 1; x; x + 1",
):
    print(">", repr(source))
    print(interpreter.runsource(source))

print(interpreter.runsource("1 + 1", "named.py", "eval"), interpreter.runsource("1; 2\n3 + x", "named.py", "exec"))
print(interpreter.runsource("1 / 0", "named.py", "exec"))
print(interpreter.runsource("1 +* 2", "named.py", "exec"))
print(sorted(name for name in interpreter.locals if not name.startswith("__")))

# A namespace of one's own.
space = {"given": [1]}
other = code.InteractiveInterpreter(space)
other.runsource("given.append(2); made = len(given)")
print(space["given"], space["made"], other.locals is space)

# runcode: a code object; SystemExit goes on.
print(other.runcode(compile("made += 1\nprint(made)", "<own>", "exec")))
other.runcode(compile("1 / 0", "<own>", "exec"))
for source in ("raise SystemExit(3)", "import sys; sys.exit('bye')"):
    try:
        other.runsource(source)
    except SystemExit as exit:
        print("SystemExit", exit.code)

# What was shown last.
other.runsource("[][1]")
print(sys.last_type, sys.last_value, sys.last_exc is sys.last_value, sys.last_traceback is sys.last_value.__traceback__)
print(sys.last_traceback.tb_frame.f_code.co_filename, sys.last_traceback.tb_next)
other.runsource("1 1")
print(sys.last_type, sys.last_value.args, sys.last_traceback)


# write() is where everything goes.
class Collecting(code.InteractiveInterpreter):
    def __init__(self):
        super().__init__({})
        self.written = []

    def write(self, data):
        self.written.append(data)


collecting = Collecting()
collecting.runsource("1 / 0")
collecting.runsource("x = = 1")
collecting.runsource("1")
print(len(collecting.written), collecting.written)


class Overriding(code.InteractiveInterpreter):
    def showsyntaxerror(self, filename=None, **kwargs):
        print("showsyntaxerror", filename, sys.exc_info()[0].__name__, sorted(kwargs))

    def showtraceback(self):
        print("showtraceback", sys.exc_info()[0].__name__, sys.exc_info()[1])

    def runcode(self, code):
        print("runcode", code.co_name)
        super().runcode(code)


overriding = Overriding()
print(overriding.runsource("1 / 0"), overriding.runsource("1 +* 1", "f.py"), overriding.runsource("2"))

# showtraceback and showsyntaxerror by themselves.
interpreter = code.InteractiveInterpreter()
try:
    {}["missing"]
except KeyError:
    interpreter.showtraceback()
try:
    compile("x = (", "orig.py", "exec")
except SyntaxError:
    interpreter.showsyntaxerror()
    interpreter.showsyntaxerror("renamed.py")

# An excepthook of one's own is asked.
def hook(kind, value, traceback):
    print("hook", kind.__name__, value, traceback is not None)


sys.excepthook = hook
interpreter.runsource("1 / 0")
interpreter.runsource("x = = 1")


def bad_hook(kind, value, traceback):
    raise RuntimeError("in the hook")


sys.excepthook = bad_hook
interpreter.runsource("undefined")
interpreter.runsource("1 1")


def leaving_hook(kind, value, traceback):
    raise SystemExit(9)


sys.excepthook = leaving_hook
try:
    interpreter.runsource("undefined")
except SystemExit as exit:
    print("left", exit.code)
sys.excepthook = sys.__excepthook__

# Future features last.
interpreter.runsource("from __future__ import annotations")
interpreter.runsource("def f(a: 1 + 1): pass\n")
interpreter.runsource("f.__annotations__")
