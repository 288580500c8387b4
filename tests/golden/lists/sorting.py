def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
x = 12345; data = []
for i in range(2000): x = (x * 1103515245 + 12345) % 2**31; data.append(x % 997)
s = sorted(data); print(s == sorted(data, reverse=True)[::-1], all(a <= b for a, b in zip(s, s[1:])), s[:5], s[-5:], sorted(set(data)) == sorted(set(s)), len(s))
pairs = [(v % 10, i) for i, v in enumerate(data)]; st = sorted(pairs, key=lambda p: p[0]); print(all(a[0] < b[0] or a[1] < b[1] for a, b in zip(st, st[1:])), st[:3], sorted(pairs, key=lambda p: p[0], reverse=True)[:3])
for pat in (range(100), range(100, 0, -1), [1] * 50, [1, 2] * 30, list(range(50)) + list(range(50)), [*range(10, 0, -1), *range(20)]): l = list(pat); l.sort(); print(l == sorted(pat), l[:3], l[-2:])
calls = []
class K:
    def __init__(self, v): self.v = v
    def __lt__(self, o): calls.append(1); return self.v < o.v
    def __repr__(self): return f"K{self.v}"
print(sorted([K(3), K(1), K(2)]), len(calls) >= 3, min(K(2), K(1)), sorted(map(K, [5, 4, 3]), reverse=True), sorted([K(1)], key=lambda k: -k.v))
print(sorted("hello World", key=str.casefold), sorted(["b10", "b9", "a"], key=lambda s: (s[0], int(s[1:] or 0))), sorted([3, 1.5, True, -2, 10**30, 0.1]), sorted([(1, "b"), (1, "a"), (0, "z")]), sorted([[2], [1, 5], []]), sorted({3: "a", 1: "b"}), sorted([None, None], key=lambda v: 0), sorted(["é", "e", "z", "É"]), sorted([b"b", b"a"]), sorted([{1, 2}, {1}, {3}], key=len), sorted([-0.0, 0.0, -1]), sorted("bca", key=ord, reverse=True), sorted([True, False, 0, 1]), sorted([frozenset({2}), frozenset({1, 2})]))
t(lambda: sorted([1, "a"])); t(lambda: sorted([1j, 2])); t(lambda: sorted([None, 1])); t(lambda: sorted([{}, {}])); t(lambda: sorted([1, 2], key=lambda v: None if v > 1 else v)); t(lambda: sorted([K(1), 5])); t(lambda: [3, 2, "x"].sort()); t(lambda: sorted([3, 1], key=len)); t(lambda: sorted([1, 2], key=1)); t(lambda: [1].sort(None)); t(lambda: sorted([1], reverse=None)); t(lambda: sorted([2, 1], reverse=2))
l = [3, 1, 2]
t(lambda: l.sort(key=lambda v: l.append(9) or v)); print(l)
t(lambda: l.sort(key=lambda v: 1 // (v - 2))); print(sorted(map(str, l)))
l = [1, 2, 3]; t(lambda: l.sort(key=lambda v: (l.clear(), -v)[1])); print(l); n = float("nan"); r = sorted([3, n, 1, 2]); print(len(r), r[0] == 3)
class Rev:
    def __init__(self, s): self.s = s
    def __lt__(self, o): return o.s < self.s
print([r.s for r in sorted(map(Rev, "bac"))], sorted("abc", key=Rev), sorted([("a", 2), ("b", 1), ("a", 1)], key=lambda p: (p[0], Rev(p[1])))); m = [[3, "c"], [1, "a"]]; m.sort(); print(m, list(reversed(sorted("ab"))), sorted(sorted("cab"), key=lambda c: c == "b"), [*map(sorted, ["ba", "dc"])], sorted(range(5), key=lambda v: (v % 2, -v)), sorted([2, 1], key=None), max(["aa", "b"], key=len), min([(2, "a"), (1, "z")]), max("a", "b", key=lambda c: -ord(c)))
