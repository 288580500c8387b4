# io.StringIO: places, line ends, errors.
import io


def attempt(f):
    try:
        print(repr(f()), end="; ")
    except Exception as error:
        print(type(error).__name__, error, end="; ")


s = io.StringIO("abc\ndef")
for f in (
    lambda: s.read(None), lambda: s.seek(2), lambda: s.read("a"), lambda: s.read(1.5), lambda: s.readline(2), lambda: s.readline(None), lambda: s.readline("x"),
    lambda: s.seek(100), lambda: s.read(), lambda: s.readline(), lambda: s.write("z"), lambda: len(s.getvalue()), lambda: s.truncate(), lambda: s.truncate(2),
    lambda: s.getvalue(), lambda: s.truncate(-1), lambda: s.truncate("a"), lambda: s.tell(), lambda: s.seek(0, 5), lambda: s.seek("a"), lambda: s.seek(0, 1),
    lambda: s.seek(1, 2), lambda: s.seek(-1, 2), lambda: s.seek(-1), lambda: s.newlines, lambda: s.encoding, lambda: s.errors, lambda: s.line_buffering,
    lambda: s.isatty(), lambda: s.fileno(), lambda: s.detach(), lambda: s.name, lambda: s.__getstate__(), lambda: s.write(5), lambda: s.write(b"x"),
    lambda: s.writelines(["a", "b", 3]), lambda: s.getvalue(), lambda: s.__setstate__(("x\ny", "\n", 1, {"extra": 1})), lambda: s.read(), lambda: s.extra,
    lambda: s.__setstate__(5), lambda: s.flush(), lambda: s.closed, lambda: s.close(), lambda: s.closed, lambda: s.tell(), lambda: s.readable(), lambda: s.seek(0),
    lambda: s.truncate(), lambda: next(s), lambda: iter(s), lambda: s.line_buffering, lambda: s.newlines, lambda: s.write("a"), lambda: s.writelines([]),
    lambda: s.isatty(), lambda: s.__enter__(), lambda: s.flush(), lambda: s.close(), lambda: s.getvalue(), lambda: print("x", file=s),
    lambda: io.StringIO("a", "x"), lambda: io.StringIO("a", 5), lambda: io.StringIO(newline="a"), lambda: io.StringIO(None, None).newlines, lambda: io.StringIO(5),
    lambda: io.StringIO(initial_value="q").read(), lambda: io.StringIO("a", "\n", 1), lambda: io.StringIO(word=1),
):
    attempt(f)
print()
for newline in (None, "", "\n", "\r", "\r\n"):
    s = io.StringIO("a\nb\rc\r\nd", newline=newline)
    print(repr(newline), repr(s.getvalue()), list(s), s.newlines, s.write("\nx\r\ny"), repr(s.getvalue()), s.seek(0), repr(s.read(4)), repr(s.readline()), s.__getstate__())
u = io.StringIO("añb€c😀d\ne\ud800f")
print([ascii(u.read(2)), u.tell(), ascii(u.readline(3)), u.tell(), u.seek(1), ascii(u.write("ü😀")), ascii(u.getvalue()), u.tell(), ascii(u.read(1)), u.truncate(4), ascii(u.getvalue()), u.seek(6),
       u.write("é"), ascii(u.getvalue()), u.seek(2), ascii(u.readlines())])
w = io.StringIO()
print("a", 1, 2.5, None, file=w)
print("é", "x", sep="-", end="!\n", file=w)
print(file=w, end="")
w.writelines(iter(["p", "q"]))
print(repr(w.getvalue()), w.tell(), w.seek(1), w.write("ZZZ"), repr(w.getvalue()), w.seek(3), repr(w.read(4)))
print(list(io.StringIO("one\ntwo\n\nlast")), io.StringIO("a\nb\nc").readlines(3), [line for line in io.StringIO("x\r\ny")], sum(1 for _ in io.StringIO("\n" * 5)))
with io.StringIO("ctx") as c:
    c.note = "free"
    print(c.read(), c.note, c.closed)
print(c.closed, io.StringIO.__mro__, isinstance(c, io.TextIOBase), isinstance(c, io.IOBase), issubclass(io.StringIO, io.RawIOBase))


class Upper(io.StringIO):
    def __init__(self, text, factor=2):
        super().__init__(text * factor)

    def write(self, text):
        return super().write(text.upper())

    def readline(self, size=-1):
        return "<" + super().readline(size) + ">" if self.tell() < len(self.getvalue()) else ""


m = Upper("ab\n")
print(repr(m.getvalue()), list(m), m.write("xyz"), repr(m.getvalue()), print("more", file=m), repr(m.getvalue()))
big = io.StringIO()
for i in range(1000):
    big.write(str(i))
    big.write("\n")
big.seek(0)
print(len(big.getvalue()), sum(map(int, big)), big.readline() == "")
