class A:
    def __init__(self, n): self.n = n
    def __add__(self, o): return f"{type(self).__name__}.add"
    def __radd__(self, o): return f"{type(self).__name__}.radd"
    def __eq__(self, o): return f"{type(self).__name__}.eq"
    def __lt__(self, o): return f"{type(self).__name__}.lt"
    def __gt__(self, o): return f"{type(self).__name__}.gt"
class B(A): pass
class C(A):
    def __radd__(self, o): return "C.radd own"
    def __gt__(self, o): return "C.gt own"
class D(A):
    def __add__(self, o): return NotImplemented
    __eq__ = __lt__ = __add__
class E(A):
    __radd__ = None
    __eq__ = None
a, b, c, d, e = A(1), B(2), C(3), D(4), E(5)
for x in (a, b, c, d, e):
    for y in (a, b, c, d, e):
        row = []
        for f in (lambda: x + y, lambda: x == y, lambda: x < y, lambda: x != y):
            try: row.append(f())
            except TypeError as err: row.append(str(err))
        print(type(x).__name__, type(y).__name__, row)
class I(int):
    def __radd__(self, o): return ("I.radd", o)
    def __rsub__(self, o): return NotImplemented
    def __rmul__(self, o): return ("I.rmul", int(self))
    def __eq__(self, o): return "I.eq"
    def __gt__(self, o): return "I.gt"
    __hash__ = int.__hash__
i = I(3)
print(1 + i, i + 1, 5 - i, 2 * i, i * 2, 3 == i, i == 3, 1 < i, i < 1, [1] * i, "ab" * i, 1.5 + i, 2 ** i, True + i)
class S(str):
    def __radd__(self, o): return "S.radd"
    def __rmod__(self, o): return "S.rmod"
print("a" + S("b"), S("a") + "b", "%s" % S("x"), S("%s") % "x", "a" * 2 + S("c"))
class L(list):
    def __radd__(self, o): return "L.radd"
    def __rmul__(self, o): return "L.rmul"
print([1] + L([2]), L([1]) + [2], 2 * L([1]), L([1]) * 2, (1,) + L([2]))
class F(float):
    def __rtruediv__(self, o): return "F.rtruediv"
    def __rdivmod__(self, o): return "F.rdivmod"
    def __rpow__(self, o): return "F.rpow"
print(1 / F(2), 1.0 / F(2), divmod(7.0, F(2)), 2.0 ** F(3), F(2) ** 2)
class N:
    def __add__(self, o): return NotImplemented
    def __radd__(self, o): return NotImplemented
    def __iadd__(self, o): return NotImplemented
    def __eq__(self, o): return NotImplemented
    def __lt__(self, o): return NotImplemented
n = N()
for f in (lambda: n + 1, lambda: 1 + n, lambda: n + n, lambda: n == n, lambda: n == N(), lambda: n != n, lambda: n < n, lambda: n < 1, lambda: exec("n += 1", {"n": n}), lambda: sum([n]), lambda: sorted([n, N()])):
    try: print(f())
    except TypeError as err: print(err)
