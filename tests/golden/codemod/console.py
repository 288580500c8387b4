# code.InteractiveConsole: push lines, or a whole session.
import code
import sys

sys.stderr = sys.stdout


def session(lines, *args, reader=None, **kwargs):
    """A console that reads these lines and shows its prompts."""
    lines = iter(lines)

    def read(prompt=""):
        sys.stdout.write(prompt)
        line = next(lines, None)
        if line is None:
            raise EOFError
        if isinstance(line, BaseException):
            raise line
        print(line)
        return line

    console = code.InteractiveConsole(*args, **kwargs)
    console.raw_input = read
    return console


console = code.InteractiveConsole()
print(console.filename, console.buffer, console.local_exit, console.locals)
for line in ("x = 1", "if x:", "    x + 1", "", "def f():", "    return x", "", "f()", "(1,", "2)", "1 / 0", "a b", "if 1:", "        2", "   3", "f("):
    print(repr(line), console.push(line), console.buffer)
console.resetbuffer()
print(console.buffer, console.push("'after reset'"))
print(console.push("1 / 0", filename="other.py"), console.push("1; 2; 3", _symbol="exec"), console.push("4", _symbol="single"))

# A session: banner, prompts, values, errors, the end.
session(["1 + 1", "for i in range(2):", "    i", "", "undefined", "x = = 1", "'''a", "b'''", "_"]).interact(banner="hello")
session([], {"a": 1}).interact(banner="", exitmsg="bye")
session(["a", "a = 2"], {"a": 1}, "<named>").interact(banner="with names", exitmsg="")
session(["1 / 0"], filename="<named>").interact("banner", "end")

# Ctrl-C at the prompt, and while a line runs.
session(["if 1:", KeyboardInterrupt(), "1", "raise KeyboardInterrupt", "2"]).interact("interrupts", "")

# Other prompts.
sys.ps1, sys.ps2 = "in> ", "more> "
session(["if 1:", "    'x'", ""]).interact("prompts", "")
del sys.ps1, sys.ps2
session(["import sys", "sys.ps1, sys.ps2"]).interact("defaults", "")
print(hasattr(sys, "ps1"), hasattr(sys, "ps2"))

# Leaving.
for leave in ("exit()", "quit(3)", "raise SystemExit", "import sys; sys.exit('text')"):
    try:
        session([leave, "'not reached'"]).interact("leave", "the end")
    except SystemExit as exit:
        print("SystemExit", exit.code)
session(["exit", "quit", "exit()", "'not reached'"], local_exit=True).interact("local exit", "the end")
session(["quit('x')"], local_exit=True).interact("local exit", None)
session(["raise SystemExit"], local_exit=True).interact("local exit", None)
try:
    exit
    print(type(exit).__module__)
except NameError:
    print("no exit")


# A class of one's own is named at the end.
class Mine(code.InteractiveConsole):
    def raw_input(self, prompt=""):
        self.write(prompt)
        raise EOFError


Mine().interact("mine")
console = Mine()
console.write = lambda text: print("written", repr(text))
console.interact("collected")

# The default banner.
texts = []
console.write = texts.append
console.interact()
print(texts[0].splitlines()[1:], texts[0].startswith(f"Python {sys.version} on {sys.platform}"), texts[1:])
