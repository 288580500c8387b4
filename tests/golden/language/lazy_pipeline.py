class Seq:
    def __init__(self, make): self.make = make
    def __iter__(self): return self.make()
    @classmethod
    def of(cls, *items): return cls(lambda: iter(items))
    @classmethod
    def iterate(cls, f, x):
        def gen():
            v = x
            while True: yield v; v = f(v)
        return cls(gen)
    def map(self, f): return Seq(lambda: (f(x) for x in self))
    def filter(self, p): return Seq(lambda: (x for x in self if p(x)))
    def take(self, n):
        def gen():
            if n <= 0: return
            for i, x in enumerate(self, 1):
                yield x
                if i == n: return
        return Seq(gen)
    def while_(self, p):
        def gen():
            for x in self:
                if not p(x): break
                yield x
        return Seq(gen)
    def flat_map(self, f):
        def gen():
            for x in self: yield from f(x)
        return Seq(gen)
    def chunk(self, n):
        def gen():
            buf = []
            for x in self:
                buf.append(x)
                if len(buf) == n: yield tuple(buf); buf.clear()
            if buf: yield tuple(buf)
        return Seq(gen)
    def __or__(self, f): return f(self)
    def fold(self, f, acc):
        for x in self: acc = f(acc, x)
        return acc
log = []
def noisy(x): log.append(x); return x
nat = Seq.iterate(lambda x: x + 1, 1)
s = nat.map(noisy).filter(lambda x: x % 3 == 0).map(lambda x: x * x).take(3); print(log, list(s), log); log.clear(); print(list(s) == list(s), len(log))
print(nat.while_(lambda x: x < 6) | list, Seq.of(3, 1, 2) | sorted, nat.take(5) | sum, nat.take(7).chunk(3) | list, nat.take(3).flat_map(range) | list, nat.take(10).fold(lambda a, x: a * x, 1), nat.take(0) | list, Seq.of("a", "b") | "".join)
primes = Seq.iterate(lambda n: n + 1, 2).filter(lambda n: all(n % d for d in range(2, int(n ** 0.5) + 1))); print(primes.take(15) | list)
collatz = lambda n: Seq.iterate(lambda x: x // 2 if x % 2 == 0 else 3 * x + 1, n).while_(lambda x: x != 1) | list; print(collatz(7), len(collatz(27)))
it = iter(nat); print(next(it), next(it), [x for x, _ in zip(it, range(2))], next(it)); a, b, *_ = nat.take(4); print(a, b, _)
try: Seq.of(1, 0, 2).map(lambda x: 1 // x) | list
except ZeroDivisionError as e: print(e)
try: Seq(lambda: 5) | list
except TypeError as e: print(e)
