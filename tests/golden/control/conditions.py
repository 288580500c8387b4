def f(x): return "truthy" if x else "falsy"
for x in (0, 1, -1, 0.0, -0.0, 1e-300, 0j, 1j, "", " ", b"", b"x", [], [0], (), (0,), {}, {0: 0}, set(), {0}, frozenset(), range(0), range(1), None, True, False, ..., 2, float("nan"), object, len): print(repr(x)[:20], f(x), not x, bool(x), end="; ")
print()
print(1 and 2, 0 and 2, 1 or 2, 0 or 2, None or [] or 0, "a" and "" and 1, not 1, not not 1, not (1 and 0))
print(1 if 0 else 2 if 0 else 3, (1 if 1 else 2) + 5, [1 if i % 2 else 0 for i in range(3)])
def noisy(x): print("eval", x); return x
print(noisy(0) or noisy(5)); print(noisy(0) and noisy(5)); print(noisy(1) if noisy(0) else noisy(2))
if noisy(0) or noisy(1) and not noisy(0): print("then")
elif noisy(9): print("no")
if 0: pass
elif 1: print("elif")
else: print("no")
x = 5
if x > 3:
    if x > 10: print("big")
    elif x > 4: print("mid")
    else: print("low")
print(1 < x < 10, 1 < x > 3, not 1 < x < 3, 1 < 2 == 2 != 3 in [3], x is not None, None is None, x is None)
print(1 in [1] == True, (1 in [1]) == True, 1 == 1 in [True])
class B:
    def __init__(self, v): self.v = v
    def __bool__(self): print("bool", self.v); return self.v
if B(True) and B(False) or B(True): print("yes")
print(type(B(False) or B(True)).__name__, type(B(True) and 5))
while B(False): pass
assert B(True)
print([1 for _ in [0] if B(True) if B(False)])
print(not B(True))
if (n := len("abc")) > 2: print(n)
print("a" "b" if True else "c", ("x" if 0 else "y") * 2, *([1] if 1 else [2]))
print(True + True, True is True, True == 1, isinstance(True, int), True & False, True | 2, True ^ True, ~5, -True, +False)
print(1 .__add__(1), 1. .is_integer(), -1 ** 2, (-1) ** 2, 2 ** -1, 2 ** 3 ** 2, -2 ** 2, not 1 == 2, ~1 + 1, 7 // 2 * 3 % 4, 1 << 2 + 1, 1 | 2 ^ 3 & 4, -7 // 2, 1 - 1 - 1, 6 / 3 / 2)
