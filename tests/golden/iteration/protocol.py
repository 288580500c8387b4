class Up:
    def __init__(self, n): self.i, self.n = 0, n
    def __iter__(self): return self
    def __next__(self):
        self.i += 1
        if self.i > self.n: raise StopIteration
        return self.i
print(list(Up(3)), sum(Up(4)), max(Up(5)), *Up(2), [x for x in Up(3)], tuple(Up(1)), set(Up(2)), dict(zip(Up(2), Up(3))), 2 in Up(3), 9 in Up(3), sorted(Up(3), reverse=True), list(enumerate(Up(2))), list(map(str, Up(2))), list(filter(None, Up(2))), any(Up(1)), all(Up(2)), min(Up(3)), "".join(map(str, Up(3))), list(zip(Up(2), "ab")))
u = Up(3); a, b, c = u; print(a, b, c, list(u), next(u, "still done"))
class Old:
    def __getitem__(self, i):
        if i == 3: raise IndexError
        return i * i
print(list(Old()), 4 in Old(), [*Old()], max(Old()), type(iter(Old())).__name__, dict(enumerate(Old())))
class Stop:
    def __getitem__(self, i):
        if i == 2: raise StopIteration
        return i
print(list(Stop()))
class Err:
    def __getitem__(self, i): raise KeyError(i)
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
t(lambda: list(Err())); t(lambda: 1 in Err())
class BadNext:
    def __iter__(self): return self
class IterInt:
    def __iter__(self): return 5
class NoNext:
    def __iter__(self): return object()
t(lambda: list(BadNext())); t(lambda: iter(IterInt())); t(lambda: iter(NoNext())); t(lambda: iter(5)); t(lambda: iter(None)); t(lambda: next([])); t(lambda: next(iter([]))); t(lambda: iter()); t(lambda: iter(1, 2)); t(lambda: iter([], 1)); t(lambda: next(iter([]), None)); t(lambda: reversed(5)); t(lambda: reversed({1})); t(lambda: reversed(iter([]))); t(lambda: enumerate(5)); t(lambda: zip(5)); t(lambda: map(None, [1])); t(lambda: list(map(None, [1]))); t(lambda: zip([1], 5)); t(lambda: iter(Up)); t(lambda: list(Up))
n = [0]
def call(): n[0] += 1; return n[0]
print(list(iter(call, 4)), type(iter(call, 1)).__name__)
def raising():
    n[0] += 1
    if n[0] > 7: raise StopIteration
    return n[0]
print(list(iter(raising, None)))
it = iter([1, 2, 3]); print(next(it), it.__length_hint__(), list(it), it.__length_hint__()); l = [1, 2]; it = iter(l); next(it); l.append(3); print(list(it)); l.append(4); print(list(it), iter(it) is it)
it = iter([1, 2, 3, 4]); print([(x, next(it)) for x in it], list(zip(*[iter(range(6))] * 2)))
for kind in ([], (), "", b"", {}, set(), range(0), {}.items(), enumerate([]), zip(), map(str, []), reversed([]), iter(int, 1), (x for x in []), bytearray(), {}.values(), filter(None, []), frozenset(), range(2**70)): print(type(iter(kind)).__name__, end=" ")
print()
r = reversed([1, 2, 3]); print(next(r), list(r), r.__length_hint__()); print(list(reversed("ab")), list(reversed(range(3))), list(reversed((1, 2))), list(reversed({1: 2, 3: 4})), list(reversed(Seq := type("S", (), {"__len__": lambda s: 2, "__getitem__": lambda s, i: i})())))
it = iter("ab"); del it; print(*iter("xyz"), sep="")
