def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
for r in (range(5), range(2, 5), range(0, 10, 3), range(5, 0, -1), range(5, 0), range(0), range(-5, 5, 2), range(10, -10, -7), range(10**20, 10**20 + 3), range(True, 4)):
    print(r, list(r), len(r), bool(r), r.start, r.stop, r.step, list(reversed(r)), list(r[::-1]), r[1:3], r[::2], r == range(r.start, r.stop, r.step), hash(r) == hash(range(r.start, r.stop, r.step)), 3 in r, 4.0 in r, "a" in r, r.count(3), max(r, default=None), sum(r))
r = range(0, 20, 3)
print(r[0], r[-1], r[2], r.index(9), r[2:4], r[-3:], r[5:1:-1], r[10:], 6 in r, 7 in r, range(0, 3, 2) == range(0, 4, 2), range(0) == range(2, 1), range(3) != [0, 1, 2], list(map(str, range(3))), tuple(range(3)), [*range(2)], dict(zip("ab", range(2))), range(3).__len__(), sorted(range(3), reverse=True), iter(range(3)).__length_hint__(), range(1, 2, 3).__reduce__()[1])
t(lambda: range()); t(lambda: range(1, 2, 0)); t(lambda: range(1.5)); t(lambda: range("a")); t(lambda: range(1, None)); t(lambda: range(1, 2, 3, 4)); t(lambda: r[10]); t(lambda: r[-8]); t(lambda: r["a"]); t(lambda: r[1.0]); t(lambda: r.index(1)); t(lambda: r.index("a")); t(lambda: r + r); t(lambda: r * 2); t(lambda: r < r); t(lambda: len(range(2**64))); t(lambda: range(2**64)[2**63]); t(lambda: r.foo); t(lambda: range(stop=5)); t(lambda: r.count()); t(lambda: r[::0]); t(lambda: setattr(r, "start", 1)); t(lambda: range(2**64)[-1]); t(lambda: range(3)[2**64]); t(lambda: hash(range(5)) == hash(range(0, 5))); t(lambda: next(range(3))); t(lambda: reversed(range(2**64)).__next__())
it = iter(range(3)); print(next(it), list(it), next(it, "end"), type(it).__name__, type(iter(range(2**70))).__name__, next(iter(range(2**70, 2**71))))
for i in range(3):
    for j in range(i): print(i, j, end="; ")
print()
for i in range(10, 0, -3): print(i, end=" ")
for i in range(2**63 - 2, 2**63 + 1): print(i, end=" ")
for i in range(-2, 3): i += 100; print(i, end=" ")
print()
n = 5
for i in range(n): n = 0
print(i, sum(range(1000001)), len(range(0, 10**18, 7)), 10**17 in range(10**18), range(10**18).index(10**17), range(-(10**18), 10**18, 10**9 + 1)[-1], min(range(5, 10)), range(0, -10, -1)[3:6])
