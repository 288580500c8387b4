def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, str(e).replace(path, "PATH"))
import os
path = os.path.join(os.environ.get("TMPDIR", "/tmp"), f"taipan-golden-{os.getpid()}")
with open(__file__) as f:
    print(f.readline().rstrip(), f.tell() > 0, f.mode, f.encoding, f.closed, f.readable(), f.writable(), type(f).__name__)
    f.seek(0); print(len(f.readlines()) > 10, f.read() == "", f.readline() == "")
print(f.closed); t(lambda: f.read()); t(lambda: open("/nonexistent/x")); t(lambda: open(__file__, "q")); t(lambda: open(__file__, "rw")); t(lambda: open(__file__, "rb", encoding="utf8")); t(lambda: open("/")); t(lambda: open("")); t(lambda: open(None)); t(lambda: open(__file__, 5)); t(lambda: open("a\0b")); t(lambda: open(__file__, "r", 0)); t(lambda: open(__file__, encoding="nope")); t(lambda: open(1.5)); t(lambda: open(__file__, "")); t(lambda: open(__file__, "x"))
with open(__file__, "rb") as b: print(b.read(8), b.tell(), b.seek(0), b.readline()[:10], type(b).__name__, b.mode)
n = 0
for line in open(__file__):
    n += 1
    if line.startswith("for"): print(line.rstrip())
print(n > 10)
f = open(__file__); print(repr(f).replace(__file__, "F")[:30]); print(next(f)[:5]); t(lambda: f.write("x")); f.close(); f.close(); t(lambda: next(f)); t(lambda: f.__enter__())
try:
    with open(path, "w") as f: print(f.write("line é\n"), f.write("two\r\nthree"), f.tell()); t(lambda: f.write(5)); t(lambda: f.read())
    print(repr(open(path).read()), open(path, "rb").read(), repr(open(path, newline="").read()), open(path).readlines(), open(path, encoding="latin-1").read(7))
    with open(path, "a") as f: f.write("+"); print(f.tell())
    with open(path, "r+") as f: f.read(2); f.seek(0); f.write("L"); f.truncate(); 
    print(open(path).read()); t(lambda: open(path, "x"))
    with open(path, "wb") as f: f.write(b"\xff"); t(lambda: f.write("s"))
    t(lambda: open(path).read()); print(ascii(open(path, errors="replace").read()), open(path, errors="ignore").read() == "", ascii(open(path, errors="surrogateescape").read()))
    with open(path, "w", newline="\r\n") as f: print("a\nb", file=f)
    print(open(path, "rb").read(), os.path.getsize(path))
finally: os.remove(path)
