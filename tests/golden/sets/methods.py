def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
a, b = {1, 2, 3}, {2, 3, 4}
print(a | b, a & b, a - b, a ^ b, a.union(b, [9]), a.intersection(b, [2]), a.difference(b, [1]), a.symmetric_difference([3, 4]), a.union(), a.intersection(), a.issubset({1, 2, 3, 4}), a.issuperset([1]), a.isdisjoint([9]), a <= b, a < {1, 2, 3, 4}, a >= {1}, a > a, a == {3, 2, 1}, a != b, 2 in a, len(a), bool(set()))
s = {1}; s.add(2); s.add(2); s.update([3, 4], (5,)); s.discard(9); s.remove(1); print(s); s |= {6}; s &= {2, 3, 6}; s -= {2}; s ^= {3, 7}; print(s); s.intersection_update([6, 7]); s.difference_update([7]); s.symmetric_difference_update([6, 8]); print(s, s.pop(), s); c = s.copy(); s.add(1); print(c, s); s.clear(); print(s)
f = frozenset([1, 2]); print(f, f | {3}, {3} | f, type(f | {3}), type({3} | f), f & {1}, f - {1}, f ^ {9}, hash(f) == hash(frozenset([2, 1])), f == {1, 2}, {f: 1}[frozenset({2, 1})], f.copy() is f, frozenset(f) is f, frozenset(), {frozenset({1}), 2} == {2, frozenset({1})}, {1} in {f, frozenset({1})}, f.union([5]), f.issubset([1, 2, 3]))
t(lambda: set().pop()); t(lambda: {1}.remove(2)); t(lambda: {1}.remove([1])); t(lambda: {[]}); t(lambda: {1}.add([])); t(lambda: {1}.add()); t(lambda: set(5)); t(lambda: set(1, 2)); t(lambda: set(a=1)); t(lambda: {1} | [2]); t(lambda: {1} + {2}); t(lambda: {1} < [2]); t(lambda: {1} < 5); t(lambda: hash({1})); t(lambda: f.add(1)); t(lambda: {1}.union(5)); t(lambda: {1}.update(5)); t(lambda: {1}.foo); t(lambda: frozenset(5)); t(lambda: {1}.issubset(5)); t(lambda: {1}.isdisjoint()); t(lambda: {1}.update([[]])); t(lambda: {1}.intersection([[]])); t(lambda: set([[1]])); t(lambda: [] in {1}); t(lambda: {1}.discard({2})); t(lambda: {1} & 1); t(lambda: {1}.difference([[]])); t(lambda: {1} - 1)
def x(s):
    try: exec(s)
    except Exception as e: print(s, type(e).__name__, e)
x("s = {1, 2}\nfor i in s: s.add(i + 10)"); x("s = {1, 2}\nfor i in s: s.discard(i)"); x("s = {1}\ns |= [2]"); x("s = {1}\ns -= [1]"); x("f = frozenset({1})\ng = f\nf |= {2}\nprint(f, g)"); x("s = {1}\ns.remove('k')")
print(set("aab") == {"a", "b"}, set([1, 1]), set(range(3)), set({1: 2}), {*[1, 2], 3}, {x % 3 for x in range(10)}, sorted({3, 1, 2}), list({5}), sum({1, 2}), max({1, 5}), set(), {0}, {()}, {None}, {1.5}, {True, 1, 1.0}, {0, False}, len({1, 2, 3}), *{7}, set(zip([1], [2])), {(1, 2), (1, 2)})
print(set().union(*[{1}, {2}]), set.intersection({1, 2}, {2}), set.union({1}), {1}.__or__([1]), {1}.__eq__(5), {1}.__contains__(1), {1} .__sub__({1}), {1}.__le__({1}), {1}.__ror__({2}), {1}.__class_getitem__(int))
class S(set): pass
u = S([1, 2]); print(u, type(u | {3}), type(u.copy()), type(u & {1}), S(), repr(S([3])))
class F(frozenset): pass
print(F([1]), type(F([1]) | {2}), hash(F([1])) == hash(frozenset([1])), F([1]) == {1})
