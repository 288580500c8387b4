class Noisy:
    def __init__(self, n): self.n = n
    def __iter__(self): print("iter", end=" "); return self
    def __next__(self):
        self.n -= 1
        print("next", end=" ")
        if self.n < 0: raise StopIteration
        return self.n
a, b = Noisy(2); print(a, b)
for n in (0, 1, 3):
    try: a, b = Noisy(n)
    except ValueError as e: print(e)
a, *b = Noisy(3); print(a, b); *a, b = Noisy(2); print(a, b); [a] = Noisy(1); print(a)
try: a, *b, c = Noisy(1)
except ValueError as e: print(e)
x = [*Noisy(2), *Noisy(1)]; print(x); print(*Noisy(2)); (a, b), c = Noisy(2), 5; print(a, b, c)
class Bad:
    def __iter__(self): return self
    def __next__(self): raise KeyError("inside")
for f in (lambda: [*Bad()], lambda: (lambda a, b: 0)(*Bad()), lambda: dict(Bad()), lambda: list(zip(Bad())), lambda: max(Bad()), lambda: "".join(Bad()), lambda: set(Bad()), lambda: sum(Bad()), lambda: 1 in Bad(), lambda: sorted(Bad()), lambda: tuple(Bad()), lambda: [x for x in Bad()]):
    try: f()
    except KeyError as e: print(type(e).__name__, e, end="; ")
print()
try: a, b = Bad()
except KeyError as e: print(e)
class Len:
    def __iter__(self): return iter([1, 2])
    def __len__(self): raise RuntimeError("len called")
try: print(list(Len()))
except RuntimeError as e: print(e)
class Hint:
    def __iter__(self): return iter([1, 2])
    def __length_hint__(self): return NotImplemented
print(list(Hint()), tuple(Hint()), [*Hint()])
class BadHint(Hint):
    def __length_hint__(self): return -1
for h in (-1, "x", 1.5):
    BadHint.__length_hint__ = lambda s, h=h: h
    try: print(list(BadHint()))
    except (ValueError, TypeError) as e: print(e)
(a, b), *c = [(1, 2), (3, 4), (5, 6)]; print(a, b, c); [(a, *b), c] = ["xyz", 0]; print(a, b, c); a, (b, (c, *d)) = 1, (2, "345"); print(a, b, c, d)
for (i, (j, k)), l in [((1, (2, 3)), 4)]: print(i, j, k, l)
print([a + b for a, b in {1: 2, 3: 4}.items()], [x for x, *_ in ("ab", "c")], {k: v for k, (v, _) in {"a": (1, 2)}.items()}, dict(map(lambda p: p[::-1], {"a": 1}.items())))
a = b = c = []; a += [1]; print(b, a is c); x, y, z = x = (1, 2, 3); print(x, y, z); i, a2 = 1, [0, 0]; i, a2[i] = 0, i; print(i, a2); x = [1, 2]; x[0], x[1] = x[1], x[0]; print(x); d = {}; d["k"], d["j"] = 1, d.get("k"); print(d)
