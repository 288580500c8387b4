from itertools import groupby, zip_longest, tee, pairwise, batched
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
print([(k, list(g)) for k, g in groupby("aabbba")], [(k, list(g)) for k, g in groupby([1, 3, 2, 4, 5], lambda x: x % 2)], [k for k, g in groupby("aab")], list(groupby([])), [(k, sum(g)) for k, g in groupby([1, 1, 2], key=None)])
g = groupby("aab"); k1, g1 = next(g); k2, g2 = next(g); print(k1, list(g1), k2, list(g2), next(g, "end"))
print(list(zip_longest("abc", [1])), list(zip_longest("a", [1, 2], (True,), fillvalue="-")), list(zip_longest()), list(zip_longest([], [])), list(zip_longest("ab")))
a, b = tee([1, 2, 3]); print(next(a), next(a), list(b), list(a), tee([1], 0), len(tee("ab", 3)), [list(x) for x in tee(iter("ab"), 2)], type(a).__name__)
c, d = tee(range(3)); next(c); e, = tee(c, 1); print(list(e), list(d), list(c))
print(list(pairwise("abcd")), list(pairwise("a")), list(pairwise([])), list(batched("abcdefg", 3)), list(batched([], 2)), list(batched("ab", 5)), list(batched("abcd", 2, strict=True)))
t(lambda: list(batched("abc", 2, strict=True))); t(lambda: batched("a", 0)); t(lambda: batched("a")); t(lambda: batched(5, 1)); t(lambda: batched("a", "b")); t(lambda: pairwise(5)); t(lambda: pairwise()); t(lambda: tee(5)); t(lambda: tee([1], -1)); t(lambda: tee()); t(lambda: tee([1], "a")); t(lambda: zip_longest(5)); t(lambda: zip_longest([1], foo=2)); t(lambda: groupby()); t(lambda: groupby(5)); t(lambda: list(groupby([1], 5))); t(lambda: groupby([1], lambda: 0).__next__())
class Eq:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return self.v // 10 == o.v // 10
    def __repr__(self): return f"E{self.v}"
print([(k, list(g)) for k, g in groupby([Eq(1), Eq(5), Eq(12), Eq(19), Eq(3)])])
def window(xs, n):
    its = tee(xs, n)
    for i, it in enumerate(its):
        for _ in range(i): next(it, None)
    return list(zip(*its))
print(window(range(6), 3), [sum(b) for b in batched(range(10), 4)], [(x, y) for x, y in pairwise([1, 4, 9]) if y - x > 3])
