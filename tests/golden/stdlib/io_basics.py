import io
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
s = io.StringIO("line1\nline2\nend"); print(s.read(3), s.tell(), s.readline(), s.readlines(), s.read(), s.seek(0), next(s), list(s), s.getvalue()); s.write("+more"); print(s.getvalue(), s.seek(0, 2), s.truncate(5), s.getvalue(), s.closed, s.readable(), s.writable(), s.seekable()); s.close(); t(lambda: s.read()); t(lambda: s.getvalue())
w = io.StringIO(); print("a", 1, file=w); w.writelines(["x", "y"]); print(repr(w.getvalue()), w.write("é"), io.StringIO("a\r\nb").read().encode(), io.StringIO("a\r\nb", newline=None).read().encode()); t(lambda: w.write(5)); t(lambda: w.write(b"x")); t(lambda: io.StringIO(5)); t(lambda: w.seek(-1)); t(lambda: w.seek(1, 1)); t(lambda: io.StringIO().fileno())
b = io.BytesIO(b"abc\ndef"); print(b.read(2), b.readline(), b.read(), b.getvalue(), b.seek(1), b.write(b"ZZ"), b.getvalue(), bytes(b.getbuffer()), b.seek(-2, 2), b.read(), b.readinto(bytearray(2)), b.read1(1), b.tell()); t(lambda: b.write("s")); t(lambda: io.BytesIO("s")); t(lambda: b.seek(-5)); t(lambda: io.BytesIO(b"x").read("a"))
tw = io.TextIOWrapper(io.BytesIO("é\nb".encode()), encoding="utf-8"); print(tw.readline(), tw.read(), tw.encoding, tw.errors, tw.line_buffering)
out = io.TextIOWrapper(io.BytesIO(), encoding="latin-1", newline="\r\n"); out.write("é\n"); out.flush(); print(out.buffer.getvalue()); t(lambda: out.write("€") and out.flush())
br = io.BufferedReader(io.BytesIO(b"hello world")); print(br.peek(3)[:3], br.read(5), br.read1(3), br.read()); bw = io.BufferedWriter(r := io.BytesIO()); bw.write(b"x" * 3); bw.flush(); print(r.getvalue())
with io.StringIO("ctx") as c: print(c.read())
print(c.closed, io.DEFAULT_BUFFER_SIZE, io.SEEK_END, issubclass(io.StringIO, io.TextIOBase), isinstance(b, io.IOBase), io.UnsupportedOperation.__mro__[1:3], io.open is open)
class Raw(io.RawIOBase):
    def __init__(self): self.d = [b"ab", b"c", b""]
    def readable(self): return True
    def readinto(self, buf): x = self.d.pop(0) if self.d else b""; buf[:len(x)] = x; return len(x)
print(io.BufferedReader(Raw()).read(), Raw().readall(), Raw().read(1)); t(lambda: io.RawIOBase().read()); t(lambda: io.IOBase().fileno())
