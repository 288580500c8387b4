class N:
    def __init__(self, n): self.n = n
ops = "add sub mul truediv floordiv mod divmod pow lshift rshift and xor or matmul".split()
for op in ops:
    setattr(N, f"__{op}__", lambda self, o, *m, op=op: NotImplemented if o == "no" else (op, self.n, getattr(o, "n", o)))
    setattr(N, f"__r{op}__", lambda self, o, *m, op=op: ("r" + op, self.n, getattr(o, "n", o)))
class P(N): pass
class Q(N):
    __radd__ = lambda self, o: "Q.radd"
class R(N):
    def __rsub__(self, o): return "R.rsub"
a = N("a")
print(a + 1, a - 1, a * 1, a / 1, a // 1, a % 1, divmod(a, 1), a ** 1, a << 1, a >> 1, a & 1, a ^ 1, a | 1, a @ 1)
print(1 + a, 1 - a, 1 * a, 1 / a, 1 // a, 1 % a, divmod(1, a), 1 ** a, 1 << a, 1 >> a, 1 & a, 1 ^ a, 1 | a, 1 @ a)
print("s" + a, [1] + a, "s" * a, [1] * a, 1.5 * a, 1j - a, None | a, {1} | a)
print(a + N("b"), a + P("p"), a + Q("q"), a - R("r"), Q("q") + a)
def t(text):
    try:
        print(eval(text))
    except TypeError as e:
        print(text, "->", e)
for text in ("a + 'no'", "1 + 'a'", "'a' + 1", "[] + ()", "() + []", "1 + None", "None + 1", "'a' * 'b'", "1.5 * 'a'", "'a' - 'b'", "{} + {}", "{} | 1", "1 << 2.0", "1.0 // 'x'", "2 ** 'x'", "'x' ** 2", "pow(2, 3, 'x')", "pow(2.0, 3, 4)", "divmod('a', 1)", "divmod(1, 'b')", "1 @ 2", "[] @ []", "~'a'", "-'a'", "+[]", "~1.5", "-None", "b'a' + 'a'", "'a' + b'a'", "bytearray() + 'x'", "len + 1", "object() + object()", "1 & 2.0", "{1} + {2}", "{1} - [2]", "set() | []", "'%d' % 'x'", "[1] * 1.5", "'a' * 1.0", "(1,) + [2]", "print >> 1", "int + str", "1 + int"):
    t(text)
class U:
    def __neg__(self): return "neg"
    def __pos__(self): return "pos"
    def __invert__(self): return "inv"
    def __abs__(self): return "abs"
    def __round__(self, n=None): return ("round", n)
    def __trunc__(self): return 5
    def __floor__(self): return "floor"
    def __ceil__(self): return "ceil"
import math
u = U()
print(-u, +u, ~u, abs(u), round(u), round(u, 2), math.floor(u), math.ceil(u), math.trunc(u))
print(pow(a, 2, 3), (5).__add__("x"), (5).__radd__(1), (2).__rpow__(3), (1.5).__rsub__(3), "a".__mul__(3))
