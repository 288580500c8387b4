# io.BytesIO: places, views of its memory, errors.
import io


def attempt(f):
    try:
        print(repr(f()), end="; ")
    except Exception as error:
        print(type(error).__name__, error, end="; ")


b = io.BytesIO(b"abc\ndef")
for f in (
    lambda: b.read(None), lambda: b.seek(2), lambda: b.read("a"), lambda: b.read1(), lambda: b.read1(2), lambda: b.seek(0), lambda: b.readline(2), lambda: b.readline(None),
    lambda: b.readline("x"), lambda: b.readlines(), lambda: b.seek(10), lambda: b.read(), lambda: b.write(b"z"), lambda: b.getvalue(), lambda: b.truncate(), lambda: b.truncate(2),
    lambda: b.getvalue(), lambda: b.truncate(-1), lambda: b.truncate("x"), lambda: b.tell(), lambda: b.seek(0, 5), lambda: b.seek("a"), lambda: b.seek(1, 1), lambda: b.seek(-1, 2),
    lambda: b.seek(-10, 2), lambda: b.seek(-1), lambda: b.isatty(), lambda: b.fileno(), lambda: b.detach(), lambda: b.__getstate__(), lambda: b.write(5), lambda: b.write("a"),
    lambda: b.write(memoryview(b"qq")), lambda: b.write(bytearray(b"rr")), lambda: b.writelines([b"1", bytearray(b"2")]), lambda: b.writelines(["a"]), lambda: b.getvalue(),
    lambda: b.readinto(b"x"), lambda: b.readinto("x"), lambda: b.flush(), lambda: b.readable() and b.writable() and b.seekable(), lambda: b.__setstate__((b"new", 1, None)),
    lambda: b.read(), lambda: b.__setstate__(1), lambda: b.close(), lambda: b.read(), lambda: b.getvalue(), lambda: b.closed, lambda: b.readable(), lambda: next(b), lambda: b.tell(),
    lambda: b.getbuffer(), lambda: b.write(b"x"), lambda: b.__enter__(), lambda: b.seek(0), lambda: b.truncate(), lambda: b.close(), lambda: io.BytesIO(5), lambda: io.BytesIO("x"),
    lambda: io.BytesIO(initial_bytes=b"q").read(), lambda: io.BytesIO(None).read(), lambda: io.BytesIO(b"a", 1), lambda: io.BytesIO(bytearray(b"ba")).getvalue(),
):
    attempt(f)
print()
b = io.BytesIO(b"abcdef")
view = b.getbuffer()
view[0] = 90
view[2:4] = b"--"
print(b.getvalue(), len(view), view.readonly, view.tobytes())
attempt(lambda: b.write(b"xxxxx"))
attempt(lambda: b.truncate(1))
attempt(lambda: b.close())
view.release()
attempt(lambda: b.write(b"longer"))
print(b.getvalue(), b.tell())
room = bytearray(4)
print(b.seek(1), b.readinto(room), room, b.readinto1(room) if hasattr(b, "readinto1") else "", room, b.readinto(memoryview(room)[1:3]), room)
print(list(io.BytesIO(b"one\ntwo\r\n\nlast")), io.BytesIO(b"a\nb\nc").readlines(2), io.BytesIO(b"x").readline(), io.BytesIO.__mro__)
print(isinstance(b, io.BufferedIOBase), isinstance(b, io.RawIOBase), isinstance(b, io.IOBase))


class Loud(io.BytesIO):
    def __init__(self, *args, word=""):
        super().__init__(*args)
        self.word = word

    def close(self):
        print("closing", self.word)
        super().close()


with Loud(b"data", word="w") as loud:
    print(loud.read(2), loud.word)
with io.BytesIO() as out:
    out.write(b"a")
    out.seek(3)
    out.write(b"b")
    print(out.getvalue(), out.tell())


class Raw(io.RawIOBase):
    def __init__(self, *pieces):
        self.pieces = list(pieces)
        self.got = []

    def readable(self):
        return True

    def writable(self):
        return True

    def seekable(self):
        return False

    def readinto(self, buffer):
        piece = self.pieces.pop(0) if self.pieces else b""
        buffer[:len(piece)] = piece
        return len(piece)

    def write(self, data):
        self.got.append(bytes(data))
        return len(data)


print(Raw(b"ab", b"c").readall(), Raw(b"ab").read(2), Raw(b"a\nb\n", b"c").readlines() if False else "", Raw().read(5), Raw(b"xy").read(), [line for line in io.BufferedReader(Raw(b"a\nb", b"c\n", b"d"))])
r = io.BufferedReader(Raw(b"hello ", b"wor", b"ld"))
print(r.peek(2), r.read(3), r.peek(), r.read1(10), r.read1(), r.read(1), r.read(100), r.read(), r.read1(5), r.raw.__class__.__name__, r.readable(), r.writable(), r.seekable())
raw = Raw()
w = io.BufferedWriter(raw, 4)
print(w.write(b"ab"), raw.got, w.write(b"cd"), raw.got, w.write(b"e"), w.flush(), raw.got, w.write(memoryview(b"fgh")), w.close(), raw.got, raw.closed, w.closed)
for f in (
    lambda: w.write(b"x"), lambda: io.BufferedReader(io.BytesIO(b"x"), 0), lambda: io.BufferedReader(5), lambda: io.BufferedWriter(io.BytesIO(), -1), lambda: r.write(b"x"),
    lambda: io.BufferedReader(io.RawIOBase()), lambda: io.BufferedWriter(io.RawIOBase()), lambda: io.BufferedRandom(Raw()), lambda: r.fileno(), lambda: r.name, lambda: r.mode,
    lambda: io.RawIOBase().read(1), lambda: io.RawIOBase().readall(), lambda: io.RawIOBase().write(b""), lambda: io.BufferedIOBase().read(), lambda: io.BufferedIOBase().read1(),
    lambda: io.BufferedIOBase().readinto(bytearray(1)), lambda: io.BufferedIOBase().write(b""), lambda: io.BufferedIOBase().detach(), lambda: io.TextIOBase().read(),
    lambda: io.TextIOBase().readline(), lambda: io.TextIOBase().write(""), lambda: io.TextIOBase().detach(), lambda: io.TextIOBase().encoding, lambda: io.IOBase().seek(0),
    lambda: io.IOBase().tell(), lambda: io.IOBase().truncate(), lambda: io.IOBase().fileno(), lambda: io.IOBase().isatty(), lambda: io.IOBase().flush(), lambda: io.IOBase().readable(),
    lambda: io.IOBase().readline(), lambda: io.IOBase().writelines(["a"]), lambda: io.IOBase()._checkSeekable(), lambda: io.IOBase()._checkReadable(), lambda: r.detach().__class__, lambda: r.read(),
    lambda: r.closed, lambda: r.raw,
):
    attempt(f)
print()
x = io.BufferedRandom(io.BytesIO(b"0123456789"))
print(x.read(3), x.write(b"AB"), x.read(2), x.seek(0), x.read(), x.seek(2), x.peek(1)[:2], x.write(b"-"), x.flush(), x.tell(), x.raw.getvalue(), x.truncate(5), x.raw.getvalue())
p = io.BufferedRWPair(Raw(b"in"), raw2 := Raw())
print(p.read(), p.write(b"out"), p.flush(), raw2.got, p.readable(), p.writable(), p.closed, p.close(), p.closed)
closing = io.IOBase()
print(closing.closed, closing.close(), closing.closed)
attempt(lambda: closing.flush())
attempt(lambda: closing.__enter__())
print(sorted(io.__all__), io.DEFAULT_BUFFER_SIZE, io.SEEK_SET, io.SEEK_CUR, io.SEEK_END, io.UnsupportedOperation, io.BlockingIOError is BlockingIOError, io.text_encoding(None), io.open is open)
