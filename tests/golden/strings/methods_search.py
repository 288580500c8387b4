s = "hello world hello"
def t(f):
    try: print(repr(f()), end=" ")
    except Exception as e: print(type(e).__name__, e)
for a in (("hello",), ("o",), ("",), ("xyz",), ("hello", 1), ("o", 5, 8), ("o", -10), ("", 5), ("", 17), ("", 18), ("hello", None, 5), ("hello", None, None), ("lo", -100, 100)):
    print(a, s.find(*a), s.rfind(*a), s.count(*a), s.startswith(*a), s.endswith(*a), end=" "); t(lambda: s.index(*a)); t(lambda: s.rindex(*a)); print()
print("lo" in s, "" in s, "LO" in s, "aaa".count("aa"), "abc".count(""), "".count(""), "".find(""), "😀é😀".find("é"), "😀é😀".rfind("😀"), "aé😀b".index("b"))
for f in (lambda: s.find(), lambda: s.find(5), lambda: s.count(None), lambda: s.startswith(5), lambda: s.startswith((1,)), lambda: s.startswith(("x", 5)), lambda: s.endswith(["a"]), lambda: s.startswith(), lambda: s.find("a", "b"), lambda: 5 in s, lambda: None in s, lambda: s.index("zzz"), lambda: s.rindex("zzz"), lambda: s.find("a", 1, 2, 3), lambda: s.find(sub="a")): t(f)
print(s.startswith(("x", "hell")), s.endswith(("x", "llo")), s.startswith(()), s.startswith("world", 6), s.endswith("world", 0, 11))
print(s.replace("hello", "bye"), s.replace("l", "L", 2), s.replace("", "-", 3), "abc".replace("", "-"), "".replace("", "x"), s.replace("zzz", "q"), s.replace("o", ""), "aaa".replace("aa", "b"), s.replace("l", "L", count=1), s.replace("l", "L", -1), s.replace("l", "L", 0))
for f in (lambda: s.replace("a"), lambda: s.replace(1, 2), lambda: s.replace("a", 2), lambda: s.replace("a", "b", "c"), lambda: s.replace(old="a", new="b")): t(f)
print(s.partition(" "), s.rpartition(" "), s.partition("zz"), s.rpartition("zz"))
for f in (lambda: s.partition(""), lambda: s.rpartition(5), lambda: s.partition(None)): t(f)
print(s.removeprefix("hel"), s.removesuffix("lo"), s.removeprefix("x"), s.removeprefix(""), s.removesuffix(""), "aa".removesuffix("aaa"))
for f in (lambda: s.removeprefix(), lambda: s.removesuffix(1)): t(f)
