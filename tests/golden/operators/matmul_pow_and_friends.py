class M:
    def __init__(self, n): self.n = n
    def __matmul__(self, o): return ("matmul", self.n, getattr(o, "n", o))
    def __rmatmul__(self, o): return ("rmatmul", self.n, o)
    def __imatmul__(self, o): self.n += ("i",); return self
    def __pow__(self, o, mod=None): return ("pow", o, mod)
    def __rpow__(self, o, mod=None): return ("rpow", o, mod)
    def __ipow__(self, o): return ("ipow", o)
    def __divmod__(self, o): return ("divmod", o)
    def __lshift__(self, o): print(o, end="; "); return self
    def __or__(self, o): return ("or", o)
    def __ror__(self, o): return ("ror", o)
    def __invert__(self): return "inv"
    def __neg__(self): return M(("neg", self.n))
m = M((1,))
print(m @ 2, 2 @ m, m @ M(5), m @ 3, m ** 2, 2 ** m, pow(m, 2), pow(m, 2, 3), divmod(m, 1), m | 1, 1 | m, ~m, (-m).n, (--m).n)
try: print(pow(2, 3, m))
except TypeError as e: print(e)
try: print(pow(2, m, 3))
except TypeError as e: print(e)
m @= 1; print(m.n); m << "a" << "b" << "c"; print(); x = m; x **= 4; print(x)
print(-2 ** 2, (-2) ** 2, 2 ** -1, 2 ** 3 ** 2, -2 ** -2, +-+1, ~~5, not not 0, 1 + 2 * 3 ** 2 // 4 % 3 - 1, 5 & 3 | 4 ^ 1, 1 << 2 + 1 >> 1, 7 // -2 * 2 + 7 % -2, 10 - 5 - 2, 2 * 3 % 4, not 1 + 1 == 2 or 0, 1 < 2 & 3 < 4, 5 if 0 else 6 if 0 else 7, (lambda: 1 or 2)() and 3, [1, 2][0] + 1 << 1, -(1).__abs__(), 3 - -3, 1 if [] else 2 + 1, "a" "b" * 2, "%d" % 5 * 2, not "a" in "abc", (1, 2) + (3,) * 2, 1 in [1] in [[1]], 0.1 + 0.2 - 0.3, 10 ** 20 // 3 ** 5 * 2, -7 // 2 + -7 % 2, 6 / 2 * 3, True + True * 2, await_ if (await_ := 1) else 0)
print({1} | {2} & {2, 3}, {1, 2} - {1} | {9}, {1, 2} ^ {2, 3} & {3}, {"a": 1} | {"b": 2} | {"a": 3}, [0] * 2 + [1], 3 * [1] + 2 * [2], "ab" + "c" * 2 + "d", b"a" + b"b" * 2, (1,) * 2 + ((),), [[0] * 2] * 2)
