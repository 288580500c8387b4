class Seq:
    def __init__(self, n): self.n = n
    def __len__(self): return self.n
    def __getitem__(self, i):
        if isinstance(i, slice): return ("slice", i.start, i.stop, i.step)
        if i >= self.n or i < -self.n: raise IndexError(i)
        return i * 10
s = Seq(3)
print(list(s), [x for x in s], 10 in s, 15 in s, s[0], s[-1], s[1:2], s[:], s[::2], "", list(reversed(s)), max(s), sum(s), tuple(s), len(s), bool(s), bool(Seq(0)))
a, b, c = s
print(a, b, c, list(zip(s, s)), list(enumerate(s)), dict(zip("abc", s)), *s)
class Keys:
    def __getitem__(self, k): return ("get", k)
    def __setitem__(self, k, v): print("set", k, v)
    def __delitem__(self, k): print("del", k)
    def __contains__(self, k): return k == "yes"
k = Keys()
print(k[1], k["a"], k[1, 2], k[...], k[1:2], k[1:2, ::3], k[()], k[None], k[(1, 2)] == k[1, 2])
k[1] = 2; k[1:2] = 3; k[1, 2] = 4; del k[1]; del k[:]; del k[1, 2], k["x"]
print("yes" in k, "no" in k, "no" not in k)
class It:
    def __iter__(self): yield from "xyz"
print("x" in It(), "q" in It(), list(It()), *It())
class Miss(dict):
    def __missing__(self, key): return f"<{key}>"
m = Miss(a=1)
print(m["a"], m["b"], m.get("b"), "b" in m, m)
class Truthy:
    def __contains__(self, x): return [0]
print(1 in Truthy(), 1 not in Truthy())
def t(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
class E: pass
e = E()
t(lambda: e[0]); t(lambda: e.__setitem__); t(lambda: 1 in e); t(lambda: list(e)); t(lambda: len(e)); t(lambda: reversed(e)); t(lambda: next(e)); t(lambda: iter(e)); t(lambda: iter(5)); t(lambda: 1 in 5)
def x(text):
    try:
        exec(text)
    except Exception as e:
        print(text, "->", type(e).__name__, e)
x("e[0] = 1"); x("del e[0]"); x("(1,)[0] = 1"); x("del (1,)[0]"); x("'a'[0] = 'b'"); x("del 'a'[0]"); x("five = 5; five[0]"); x("n = None; n[0]"); x("for i in 5: pass"); x("a, b = 5"); x("range(3)[0] = 1"); x("len[0]"); x("g = (i for i in []); g[0]"); x("s = {1}; s[0]"); x("int[0]"); x("E[0]"); x("b'a'[0] = 1"); x("frozenset()[0]")
class BadIter:
    def __iter__(self): return 5
class NoneIter:
    __iter__ = None
    __contains__ = None
class LenHint:
    def __length_hint__(self): return 5
    def __iter__(self): return iter("ab")
t(lambda: list(BadIter())); t(lambda: list(NoneIter())); t(lambda: 1 in NoneIter()); print(list(LenHint()))
class Rev:
    def __reversed__(self): return "anything"
print(reversed(Rev()))
