# A syntax error in code compiled at run time, uncaught and caught.
import sys
for src in ("x = 1 +", "def f(:\n  pass", "a b", "print 5", "'abc", "if x:\ny", "f(a for a in b, c)"):
    try:
        exec(compile(src, "<made>", "exec"))
    except SyntaxError:
        sys.excepthook(*sys.exc_info())
e = SyntaxError("own message", ("file.py", 3, 5, "some text here\n", 3, 9))
sys.excepthook(type(e), e, None)
e = SyntaxError("no text", ("file.py", 3, None, None))
sys.excepthook(type(e), e, None)
e = SyntaxError("just a message")
sys.excepthook(type(e), e, None)
e = IndentationError("indent", ("file.py", 1, 3, "   x = 1", 1, 4))
print(str(e), repr(e))
e.add_note("noted")
e.offset = 100
sys.excepthook(type(e), e, None)
exec("x = 1\ny = (2")
