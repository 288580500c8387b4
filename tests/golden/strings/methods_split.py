def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
for s in ("a b  c", "  a b ", "", "   ", "a,b,,c", ",a,", "a\tb\nc\r\nd", "a\u2003b\x1cc", "one"):
    print(s.split(), s.split(" "), s.split(","), s.split(None, 1), s.rsplit(None, 1), s.split(" ", 1), s.rsplit(",", 1), s.split(maxsplit=0), s.split(",", -1))
print("a--b--c".split("--"), "a--b--c".rsplit("--", 1), "abc".split("abc"), "aXbXc".split("X", maxsplit=1), "abc".split(sep="b"))
for f in (lambda: "a".split(""), lambda: "a".split(5), lambda: "a".split(None, "x"), lambda: "a".rsplit(""), lambda: "a".split("a", 1, 2), lambda: "a".split(maxsplit=None), lambda: "a".split(foo=1)): t(f)
print("a\nb\r\nc\rd\x0be\x0cf\x1cg\x85h\u2028i".splitlines(), "a\nb\n".splitlines(True), "".splitlines(), "\n".splitlines(), "a\n\nb".splitlines(keepends=True), "x".splitlines(False))
print(",".join(["a", "b"]), "".join([]), "-".join("abc"), ", ".join(x for x in ("1", "2")), "x".join(["only"]), "".join({"k": 1}), "ab".join(("1", "2", "3")))
for f in (lambda: ",".join([1]), lambda: ",".join(["a", None]), lambda: ",".join(5), lambda: ",".join(), lambda: ",".join(["a"], ["b"]), lambda: ",".join([b"x"])): t(f)
for s in ("  x ", "xxaxx", "\t\n a \r", "", "abcba"):
    print(repr(s.strip()), repr(s.lstrip()), repr(s.rstrip()), s.strip("x"), s.lstrip("ab"), s.rstrip("ab"), repr(s.strip("")), repr(s.strip(None)))
for f in (lambda: "a".strip(5), lambda: "a".strip("a", "b"), lambda: "a".lstrip(b"x")): t(f)
print("a".ljust(5) + "|", "a".rjust(5, "*"), "ab".center(5, "-"), "abc".center(6, "*"), "abc".center(2), "42".zfill(5), "-42".zfill(6), "+1".zfill(4), "".zfill(3), "--1".zfill(5), "é".center(4, "😀"), "abc".ljust(-1))
for f in (lambda: "a".center(), lambda: "a".center("x"), lambda: "a".center(5, "ab"), lambda: "a".center(5, 1), lambda: "a".ljust(5, ""), lambda: "a".zfill("x"), lambda: "a".rjust(5, b"x")): t(f)
print("a\tb\tc".expandtabs(), "a\tbc\td".expandtabs(4), "\t".expandtabs(0), "ab\ncd\te".expandtabs(3), "a\tb".expandtabs(tabsize=2), "\t|".expandtabs(-1))
