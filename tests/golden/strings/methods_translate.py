def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
print(str.maketrans("abc", "xyz"), str.maketrans("ab", "xy", "z"), str.maketrans({"a": "1", 98: None, "c": 5}))
print("abcabc".translate(str.maketrans("abc", "xyz")), "hello".translate({104: "H", 108: None, 111: 48}), "abc".translate({}), "aé😀".translate({ord("é"): "e", ord("😀"): "smile"}), "abc".translate({97: "long"}))
class M:
    def __getitem__(self, k):
        if k == 97: return "A"
        raise LookupError
print("aba".translate(M()), "abc".translate("zyxwvutsrqponmlkjihgfedcba" * 5), "a".translate([None] * 97 + ["list"]))
for f in (lambda: str.maketrans("ab", "x"), lambda: str.maketrans(5), lambda: str.maketrans({"ab": 1}), lambda: str.maketrans("a", 5), lambda: str.maketrans("a"), lambda: str.maketrans({1.5: 2}), lambda: "a".translate({97: 1.5}), lambda: "a".translate({97: 0x110000}), lambda: "a".translate(5), lambda: "a".translate(), lambda: str.maketrans("a", "b", 5)): t(f)
print("abc".encode(), "é".encode(), "é".encode("latin-1"), "é".encode("ascii", "replace"), "é".encode("ascii", "ignore"), "é😀".encode("ascii", "backslashreplace"), "é😀".encode("ascii", "xmlcharrefreplace"), "é".encode("ascii", "namereplace"), "é".encode("utf-16-le"), "é".encode("utf-32-be"), "é".encode("utf-16")[:2] in (b"\xff\xfe", b"\xfe\xff"), "\ud800".encode("utf-8", "surrogatepass"), "\udcff".encode("utf-8", "surrogateescape"), "a".encode("UTF8"), "a".encode("utf_8"), "a".encode(errors="strict"), "é".encode("cp1252"))
for f in (lambda: "é".encode("ascii"), lambda: "a€b".encode("latin-1"), lambda: "é€".encode("ascii"), lambda: "\ud800".encode(), lambda: "x".encode("nope"), lambda: "é".encode("ascii", "nope"), lambda: "x".encode(5), lambda: b"\xff".decode(), lambda: b"a\xe9".decode("utf-8"), lambda: b"\xe2\x82".decode(), lambda: b"\xc0\x80".decode(), lambda: b"\xed\xa0\x80".decode(), lambda: b"\xff".decode("ascii"), lambda: b"a".decode("nope"), lambda: b"\x00\xd8".decode("utf-16-le"), lambda: b"a".decode("utf-16-le")): t(f)
print(b"\xff\xfea\x00".decode("utf-16"), b"\xe9".decode("latin-1"), b"\xffa".decode(errors="replace"), b"\xffa".decode("ascii", "ignore"), b"\xff".decode("utf-8", "backslashreplace"), ascii(b"\xff".decode("utf-8", "surrogateescape")), b"\xe2\x82x".decode("utf-8", "replace"), b"".decode(), b"\xf0\x9f\x98\x80".decode(), str(b"abc", "ascii"), str(b"\xe9", encoding="latin-1"), str(bytearray(b"x"), "utf8"), str(b"x"), str(object=b"y", errors="strict"))
for f in (lambda: str("a", "utf-8"), lambda: str(5, "utf-8"), lambda: str(b"a", 5), lambda: str(b"a", "x", "y", "z"), lambda: str(b"\xff", "ascii")): t(f)
