class Stack(list):
    def push(self, x): self.append(x); return self
    def __repr__(self): return f"Stack{super().__repr__()}"
    def __getitem__(self, i): return super().__getitem__(-1 - i) if isinstance(i, int) else Stack(super().__getitem__(i))
s = Stack().push(1).push(2); print(s, s[0], s[0:1], len(s), list(s), s + [3], s == [1, 2], sorted(s), s.pop(), isinstance(s, list), bool(Stack()), [*s])
class Default(dict):
    def __init__(self, f, *a, **k): super().__init__(*a, **k); self.f = f
    def __missing__(self, k): v = self[k] = self.f(k); return v
d = Default(len, {"a": 0}); print(d["abc"], d, d.get("zz"), "zz" in d, {**d}, d | {"b": 1}, dict(d), d.f is len)
class Case(str):
    def __eq__(self, o): return self.lower() == o.lower()
    def __hash__(self): return hash(self.lower())
    def __add__(self, o): return type(self)(super().__add__(o))
c = Case("AbC"); print(c == "abc", "ABC" == c, {c: 1}["abc"], type(c + "x").__name__, type(c.lower()).__name__, c in ["aBc"], c.replace("A", "z"), f"{c:>5}", c[0], len(c), "b" in c, hash(c) == hash("abc"))
class Temp(float):
    def __new__(cls, v, unit="C"): self = super().__new__(cls, v); self.unit = unit; return self
    def __str__(self): return f"{float(self):.1f}°{self.unit}"
    def __add__(self, o): return Temp(float(self) + o, self.unit)
t = Temp(21.55, "F"); print(t, repr(t), t + 1, t.unit, t * 2, t > 20, round(t), hash(t) == hash(21.55), [t], sum([t, 1]))
class Bits(int):
    def __iter__(self): return (int(b) for b in f"{self:b}")
    def __len__(self): return self.bit_length()
    def __and__(self, o): return Bits(super().__and__(o))
b = Bits(10); print(list(b), len(b), b & 6, type(b & 6).__name__, type(b | 1).__name__, b + 1, bool(Bits(0)), Bits("11"), Bits("ff", 16), b == 10, [0] * Bits(2))
class Rec(tuple):
    __slots__ = ()
    def __new__(cls, *a): return super().__new__(cls, a)
    x = property(lambda s: s[0])
r = Rec(1, 2); print(r, r.x, r + (3,), type(r[:1]).__name__, r == (1, 2), hash(r) == hash((1, 2)), len(r))
class Ordered(set):
    def __init__(self, it=()): self.order = []; super().__init__(); [self.add(x) for x in it]
    def add(self, x):
        if x not in self: self.order.append(x)
        super().add(x)
    def __iter__(self): return iter(self.order)
o = Ordered("hello"); print(list(o), len(o), "h" in o, o == set("helo"), sorted(o | {"z"}), type(o & {"h"}).__name__)
class E(KeyError):
    def __str__(self): return "custom " + super().__str__()
try: raise E("k")
except LookupError as e: print(e, repr(e), e.args)
class It:
    def __init__(self, n): self.n = n
    def __iter__(self): self.i = 0; return self
    def __next__(self):
        if self.i >= self.n: raise StopIteration
        self.i += 1; return self.i
class Twice(It):
    def __next__(self): return super().__next__() * 2
print(list(Twice(3)), sum(Twice(4)), [*zip(Twice(2), It(2))])
class P(property):
    def __get__(self, o, t=None): return "class" if o is None else ("wrapped", super().__get__(o, t))
class U:
    @P
    def v(self): return 5
print(U.v, U().v)
class F(frozenset):
    def __contains__(self, x): return not super().__contains__(x)
print(1 in F([1]), F([1]) == {1}, F([1]) | {2}, type(F([1]) | {2}).__name__)
class BA(bytearray):
    def append(self, x): super().append(x ^ 1)
a = BA(b"a"); a.append(99); print(a, type(a).__name__, type(a + b"x").__name__, a == b"ab")
