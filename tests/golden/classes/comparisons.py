class V:
    def __init__(self, v): self.v = v
    def __eq__(self, o): print("eq", self.v, getattr(o, "v", o)); return self.v == o.v if isinstance(o, V) else NotImplemented
    def __lt__(self, o): print("lt", self.v, getattr(o, "v", o)); return self.v < o.v if isinstance(o, V) else NotImplemented
    def __le__(self, o): print("le"); return self.v <= o.v if isinstance(o, V) else NotImplemented
a, b = V(1), V(2)
print(a == b, a != b, a < b, a > b, a <= b, a >= b)
print(a == 1, a != 1, 1 == a)
def t(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
t(lambda: a < 1); t(lambda: 1 < a); t(lambda: a >= 1); t(lambda: hash(a)); t(lambda: {a}); t(lambda: object() < object()); t(lambda: 1 < "a"); t(lambda: [] <= ()); t(lambda: None > 1); t(lambda: 1j < 2j); t(lambda: {} < {}); t(lambda: [1, "a"] < [1, 2]); t(lambda: (1, None) > (1, 2)); t(lambda: print < len); t(lambda: int > str)
print(V.__hash__)
class H(V):
    __hash__ = V.__hash__
class K(V):
    def __hash__(self): return 7
print(hash(K(1)))
class Sub(V):
    def __gt__(self, o): print("Sub.gt"); return "sub"
    def __eq__(self, o): print("Sub.eq"); return "subeq"
print(a < Sub(3), a == Sub(3), Sub(3) == a)
class Any:
    def __eq__(self, o): return [1]
    def __ne__(self, o): return []
    def __lt__(self, o): return "lt"
    def __gt__(self, o): return "gt"
x = Any()
print(x == 1, x != 1, x < 1, 1 < x, 1 == x, not x == 1, x in [1], [x] == [1], (x,) != (1,))
class NE:
    def __ne__(self, o): return "ne"
print(NE() != 1, NE() == 1, 1 != NE())
class NoBool:
    def __eq__(self, o): return self
    def __bool__(self): raise ValueError("no truth")
t(lambda: NoBool() in [1]); t(lambda: [NoBool()].index(3)); t(lambda: [NoBool()] == [2])
n = float("nan")
print(n == n, n in [n], [n] == [n], (n,) == (n,), {n: 1} == {n: 1}, [n].index(n), [n].count(n), n != n)
print(a.__eq__(1), a.__lt__("x"), (1).__eq__("a"), (1).__lt__(2.0), object.__lt__(a, b), object.__eq__(a, a), object.__ne__(a, b))
print(1 < 2 < 3, 1 < 3 < 2, 1 == 1 != 2, 3 > 2 == 2, "a" < "b" < "c", 1 < 2 > 0, (1 < 2) < 1)
t(lambda: a.__lt__()); t(lambda: 1 < 2 < "x"); t(lambda: 5 > 6 < "x")
