class I(int):
    def __add__(self, o): return I(int(self) + int(o))
    def __repr__(self): return f"I({int(self)})"
class F(float): pass
class S(str):
    def __getitem__(self, i): return S("got " + str.__getitem__(self, i))
    def __eq__(self, o): return True
    __hash__ = str.__hash__
class L(list):
    def append(self, x): super().append(("sub", x))
class D(dict):
    def __getitem__(self, k): return "over " + str(super().__getitem__(k))
class B(bytes): pass
class T(tuple):
    def __len__(self): return 99
i = I(5)
print(i, i + 1, i - 1, type(i + 1), type(i - 1), type(-i), type(i * 1), i == 5, hash(i) == hash(5), {5: "a"}[i], [0] * 6 and list("abcdef")[i], int(i), type(int(i)), f"{i} {i:03d}", "%d %s" % (i, i), str(i))
f = F(1.5)
print(f, type(f + 1), type(f), f == 1.5, repr(f), F("2.5"), F().is_integer(), type(abs(f)), type(+f))
s = S("abc")
print(s, s[0], type(s[0]).__name__, s == "zzz", "zzz" == s, type(s + "d"), type(s.upper()), s.upper(), len(s), list(s), s[0:2], {"abc": 1}.get(s), type(str(s)), type(s.strip()), S(b"x", "ascii"), type("".join([s])), s in ["q"])
l = L([1]); l.append(2); l.extend([3]); l += [4]
print(l, type(l), type(l + [5]), type(l[:]), type(l.copy()), type(l * 2), l == [1, ("sub", 2), 3, 4], type(sorted(l, key=str)))
d = D(a=1)
print(d["a"], d.get("a"), d.pop("a"), dict(d, b=2), type(d.copy()), D(x=1) == {"x": 1}, {**D(q=5)}, "%(q)s" % D(q=5), "{q}".format(**D(q=5)), "{q}".format_map(D(q=5)))
print(B(b"x"), type(B(b"x") + b"y"), B(3), type(B.fromhex("aa")), T([1, 2]), len(T([1])), bool(T()), T((1,)) + (2,), type(T((1,)) + (2,)), type(I.from_bytes(b"\x05")), type(F.fromhex("0x1p3")), type(D.fromkeys("a")), D.fromkeys("a"))
class BoolLike(int):
    def __bool__(self): return False
print(bool(BoolLike(5)), not BoolLike(5), BoolLike(1) and 2)
class Str2(str):
    def __str__(self): return "str2"
    def __repr__(self): return "repr2"
    def __format__(self, s): return "fmt2"
print(Str2("a"), [Str2("a")], f"{Str2('a')}", "%s" % Str2("a"), "".join(["x", Str2("a")]), Str2("a") + "b", f"{Str2('a')!s}")
class Neg(int):
    def __index__(self): return 1
    def __int__(self): return 2
print([7, 8, 9][Neg(0)], int(Neg(0)), range(5)[Neg(3)], Neg(0) + 0)
try:
    class Bo(bool): pass
except TypeError as e:
    print(e)
class X(Exception):
    def __str__(self): return "X!"
print(X(1), repr(X(1)), X(1).args, X(1, 2).args)
