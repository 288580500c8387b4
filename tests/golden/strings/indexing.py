s = "héllo😀"
print(s[0], s[1], s[-1], s[5], len(s), s[1:3], s[::-1], s[::2], s[-2:], s[:100], s[10:], s[3:1], s[None:None], s[::-2], s[4:0:-1], s[-100:2], s[True])
for f in (lambda: s[6], lambda: s[-7], lambda: ""[0], lambda: s["a"], lambda: s[1.0], lambda: s[::0], lambda: s[1, 2], lambda: s["a":], lambda: s[10**30], lambda: s[-10**30], lambda: s[10**30:], lambda: s[None]):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
print("ab" + "cd", "ab" * 3, 3 * "ab", "ab" * 0, "ab" * -1, "" * 5, "a" * True, "a" + "é" + "😀")
for f in (lambda: "a" + 1, lambda: 1 + "a", lambda: "a" + None, lambda: "a" + b"b", lambda: "a" * "b", lambda: "a" * 1.5, lambda: "a" - "b", lambda: "a" / 2, lambda: -"a", lambda: "a" % 1, lambda: "a" & "b", lambda: "a" < 1, lambda: "a" * 10**30):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
print("a" < "b", "a" < "B", "abc" < "abd", "ab" < "abc", "é" > "z", "😀" > "é", "a" == "a", "a" != "b", "" < "a", max("hello"), min("hello"), sorted("hello"), list(reversed("abc")), list("é😀"), tuple("ab"), set("aa") == {"a"})
print(repr("a'b"), repr('a"b'), repr("a'b\"c"), repr("\n\t\r\\"), repr("\x00\x7f\x80\xa0\xad"), repr("\u200b\u2028\ufeff\ud800\U000e0001"), repr("é😀"), ascii("é😀\x80"), repr("\x1b[0m"), repr(""))
print("\a\b\f\v\0".encode(), "\101\x41\u0041\U00000041\N{LATIN CAPITAL LETTER A}", "a\
b", r"\n", "\\n", '''tri"ple'
''', """a
b""", u"u", "\'\"", len("\N{GREEK SMALL LETTER ALPHA}"))
print(hash("") == 0, hash("a") == hash("a"), hash("é") == hash("\u00e9"), id(s) == id(s), str(s) is s, "".join([s]) == s)
it = iter("ab"); print(next(it), next(it), next(it, "end"), type(it).__name__, it.__length_hint__())
import operator
print(operator.length_hint(iter("abc")), "abc".__contains__("b"), "abc".__getitem__(0), "a".__add__("b"), "a".__mul__(2), "a".__rmul__(2), "%s".__mod__(1), "a".__len__(), "a".__eq__(1), "b".__lt__("a"), "a".__format__("5"), "x".__sizeof__() > 0, "a".__str__(), "é".__repr__(), "a".__getnewargs__())
