# io.TextIOWrapper over other streams; files of the system by path and by number.
import io
import sys


def attempt(f):
    try:
        print(repr(f()), end="; ")
    except Exception as error:
        print(type(error).__name__, error, end="; ")


w = io.TextIOWrapper(io.BytesIO("ab\ncdé\nlast".encode()))
for f in (
    lambda: w, lambda: w.name, lambda: w.mode, lambda: w.fileno(), lambda: type(w.buffer), lambda: w.isatty(), lambda: w.tell(), lambda: w.read(1), lambda: w.tell(), lambda: next(w),
    lambda: w.tell(), lambda: w.readline(), lambda: w.seek(0), lambda: w.tell(), lambda: w.readlines(), lambda: w.read(), lambda: w.newlines, lambda: w.seek(1, 1), lambda: w.seek(-1, 2),
    lambda: w.seek(0, 2), lambda: w.seek(-1), lambda: w.write("more"), lambda: w.buffer.getvalue(), lambda: w.flush(), lambda: w.buffer.getvalue(), lambda: w.readable(), lambda: w.writable(),
    lambda: w.seekable(), lambda: w.line_buffering, lambda: w.write_through, lambda: w.encoding, lambda: w.errors, lambda: w.closed, lambda: w.detach().getvalue(), lambda: w.read(), lambda: w,
    lambda: w.buffer, lambda: w.close(), lambda: w.closed,
    lambda: io.TextIOWrapper(5), lambda: io.TextIOWrapper(io.BytesIO(), "xx"), lambda: io.TextIOWrapper(io.BytesIO(), 5), lambda: io.TextIOWrapper(io.BytesIO(), newline="x"),
    lambda: io.TextIOWrapper(io.BytesIO(), errors=5), lambda: io.TextIOWrapper(io.BytesIO(), newline=5), lambda: io.TextIOWrapper(), lambda: io.TextIOWrapper(io.BytesIO(b"\xff")).read(),
    lambda: io.TextIOWrapper(io.BytesIO(b"\xff"), errors="replace").read(), lambda: io.TextIOWrapper(io.BytesIO(b"\xff"), "latin-1").read(),
):
    attempt(f)
print()
for newline in (None, "", "\n", "\r", "\r\n"):
    below = io.BytesIO(b"a\nb\rc\r\nd\r\r\ne")
    t = io.TextIOWrapper(below, newline=newline)
    print(repr(newline), list(t), t.newlines, end=" ")
    t.seek(0)
    print(repr(t.read(4)), repr(t.readline()), repr(t.read()), end=" ")
    t.write("x\ny\r\n")
    t.flush()
    print(below.getvalue())
for encoding in ("utf-8", "latin-1", "ascii", "cp1252" if False else "iso8859-1"):
    below = io.BytesIO()
    t = io.TextIOWrapper(below, encoding=encoding, errors="backslashreplace", line_buffering=True)
    print(t.write("é€\n"), below.getvalue(), t.write("x"), below.getvalue(), t.flush(), below.getvalue(), t.encoding, t.errors, t.line_buffering)
below = io.BytesIO()
t = io.TextIOWrapper(below, write_through=True)
print(t.write("now"), below.getvalue(), t.write_through, print("printed", 1, file=t), below.getvalue())
attempt(lambda: io.TextIOWrapper(io.BytesIO(), "ascii").write("é"))
t = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
t.reconfigure(encoding="utf-8", newline="\r\n", errors="replace")
t.write("é\n")
t.flush()
print(t.buffer.getvalue(), t.encoding, t.errors)
r = io.TextIOWrapper(io.BytesIO(b"ab"))
r.read(1)
attempt(lambda: r.reconfigure(encoding="ascii"))
attempt(lambda: r.reconfigure(newline="x"))
attempt(lambda: r.reconfigure(line_buffering=True))
print(r.line_buffering)


class Own(io.TextIOWrapper):
    def __init__(self, text):
        super().__init__(io.BytesIO(text.encode()), encoding="utf-8")
        self.lines = 0

    def readline(self, *args):
        self.lines += 1
        return super().readline(*args)


own = Own("p\nq\n")
print(own.readline(), own.lines, own.read(), isinstance(own, io.TextIOBase), Own.__mro__[1:3])
with open(__file__, "rb", buffering=0) as raw:
    print(type(raw).__name__, raw.mode, raw.closefd, raw.read(5), raw.tell(), raw.seek(0), len(raw.read(10)), raw.readinto(bytearray(3)), raw.tell(), raw.readable(), raw.writable(), raw.isatty())
    attempt(lambda: raw.write(b"x"))
    with open(raw.fileno(), "rb", closefd=False) as again:
        print(again.seek(0), again.readline(), again.raw.closefd, again.mode)
    print(raw.closed, raw.seek(0, 2) > 100, raw.readall())
print(raw.closed, repr(raw))
attempt(lambda: raw.read())
attempt(lambda: raw.fileno())
with open(__file__, "rb") as f:
    print(type(f).__name__, f.peek(6)[:6], f.read(2), type(f.raw).__name__, f.raw.mode, f.read1(3), f.readinto(b := bytearray(4)), b, f.readline()[:5], f.readable(), f.seekable())
    attempt(lambda: f.write(b"x"))
with open(__file__) as f:
    print(type(f.buffer).__name__, f.encoding, f.readline(), f.buffer.mode, f.mode)
for f in (
    lambda: io.FileIO("/nonexistent/file"), lambda: io.FileIO(__file__, "q"), lambda: io.FileIO(__file__, "rw"), lambda: io.FileIO(-5), lambda: open(99), lambda: open(__file__, closefd=False),
    lambda: io.FileIO(__file__).name == __file__, lambda: io.FileIO(__file__).read(3), lambda: open(__file__, opener=lambda path, flags: -1), lambda: open(__file__, opener=lambda path, flags: "x"),
    lambda: open(__file__, encoding="nope"), lambda: io.open_code(__file__).read(4), lambda: sys.stdout.buffer.raw.fileno(), lambda: type(sys.stdin.buffer).__name__, lambda: sys.stdout.encoding,
    lambda: isinstance(sys.stdout, io.TextIOBase), lambda: isinstance(sys.stdout.buffer, io.BufferedIOBase), lambda: isinstance(sys.stdout.buffer.raw, io.RawIOBase),
):
    attempt(f)
print()
d = io.IncrementalNewlineDecoder(None, True)
print(repr(d.decode("a\r")), repr(d.decode("\nb\rc\n")), d.newlines, d.getstate(), repr(d.decode("\r", final=True)), d.reset(), d.newlines)
sys.stdout.reconfigure(line_buffering=True)
print(sys.stdout.line_buffering, sys.stdout.errors)
sys.stdout.reconfigure(encoding="ascii", errors="backslashreplace")
print("é", sys.stdout.encoding)
