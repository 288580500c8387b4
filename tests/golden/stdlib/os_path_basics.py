import os, os.path as p
print(p.join("a", "b", "/c", "d"), p.join("a", ""), p.split("/a/b"), p.splitext("x.tar.gz"), p.splitext(".hidden"), p.basename("/a/b/"), p.dirname("/a/b"), p.normpath("a/../b/./c//d"), p.isabs("/x"), p.commonpath(["/a/b", "/a/c"]), p.commonprefix(["abc", "abd"]), p.relpath("/a/b", "/a/c"), p.exists("/nonexistent"), p.isfile(__file__), p.isdir(p.dirname(p.abspath(__file__))), p.expanduser("~") != "~", os.sep, os.linesep, os.name, os.curdir, p.abspath("x") == p.join(os.getcwd(), "x"), p.splitdrive("/a"), p.getsize(__file__) > 0, os.path is p)
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
t(lambda: p.join("a", 5)); t(lambda: p.join(b"a", "b")); t(lambda: os.listdir("/nonexistent")); t(lambda: os.stat("/nonexistent").st_size); t(lambda: os.remove("/nonexistent")); t(lambda: os.mkdir("/nonexistent/x")); t(lambda: os.rmdir("/nonexistent")); t(lambda: os.environ["NOPE_NOPE"]); t(lambda: os.getenv("NOPE", "d")); t(lambda: os.rename("/nonexistent", "x")); t(lambda: p.commonpath([])); t(lambda: os.chdir("/nonexistent")); t(lambda: os.fspath(5)); t(lambda: os.open("/nonexistent", os.O_RDONLY)); t(lambda: os.strerror(2)); t(lambda: p.exists(None))
os.environ["TAIPAN_X"] = "1"; print(os.environ["TAIPAN_X"], os.getenv("TAIPAN_X"), "TAIPAN_X" in os.environ, os.environ.pop("TAIPAN_X"), os.environ.get("TAIPAN_X")); t(lambda: os.environ.__setitem__("a", 5))
import tempfile, shutil
with tempfile.TemporaryDirectory() as d:
    os.makedirs(p.join(d, "x", "y")); open(p.join(d, "x", "f.txt"), "w").write("hi"); print(sorted(os.listdir(d)), [(r[len(d):], ds, fs) for r, ds, fs in os.walk(d)], sorted(e.name for e in os.scandir(p.join(d, "x"))), os.stat(p.join(d, "x", "f.txt")).st_size); os.rename(p.join(d, "x", "f.txt"), p.join(d, "g")); print(open(p.join(d, "g")).read(), os.access(d, os.R_OK)); shutil.copy(p.join(d, "g"), p.join(d, "h")); print(sorted(os.listdir(d))); t(lambda: os.rmdir(p.join(d, "x", "y")))
    from pathlib import Path
    q = Path(d) / "p" / "q.tar.gz"; q.parent.mkdir(); q.write_text("text\n"); print(q.name, q.stem, q.suffix, q.suffixes, q.exists(), q.read_text(), q.relative_to(d), q.with_suffix(".x").name, [c.name for c in sorted(Path(d).iterdir())], [g.name for g in Path(d).rglob("*.gz")], q.parts[-2:], q.is_file(), Path("a") / "b", repr(Path("a/b")), Path("/a/../b"), Path("a") < Path("b"), Path("a/b").parent, Path("x.y").match("*.y")); q.unlink()
print(p.exists(d))
