from math import inf
groups = [(1, 1.0, True, 1 + 0j), (0, 0.0, -0.0, False, 0j), (2**61 - 1, 0), (2**53, float(2**53)), (-1, -1.0), (2**100, float(2**100)), (1e300, int(1e300)), (-2, -2.0, -2 + 0j)]
for g in groups: print([hash(x) for x in g])
print(hash(0.5), hash(1.5), hash(-0.5), hash(0.1), hash(1e-300), hash(inf), hash(-inf), hash(2**61 - 1), hash(2**61), hash(-(2**61 - 1)), hash(-(2**61)), hash(10**30), hash(-(10**30)), hash(1e16 + 0.5), hash(3.14j), hash(1 + 1j), hash(-1), hash(-2), hash(True), hash(None) == hash(None))
print(hash(()), hash((1,)), hash((1, 2)), hash((1, (2, 3))), hash((0, 0)), hash((1.0, 2)), hash((-1,)), hash((True, False)), hash(tuple(range(10))))
print(hash(frozenset()), hash(frozenset({1})), hash(frozenset({1, 2, 3})), hash(frozenset({(1, 2)})), hash(frozenset({frozenset({1})})))
print(hash(range(0)) == hash(range(5, 5)), hash(range(3)) == hash(range(0, 3, 1)), hash(slice(1, 2)) == hash(slice(1, 2)), hash(range(1, 10, 3)) == hash(range(1, 8, 3)))
print(hash(""), hash(b""), hash("a") == hash(b"a"), hash("abc"), hash(b"abc"), hash("é"), hash("😀"), hash("a" * 100), hash(("a", 1)))
print({1: "int", 1.0: "float", True: "bool"}, {0: 1, False: 2, 0.0: 3}, {1, 1.0, True}, len({1, 1.5, 2, 2.0}), {2**53: 1}[float(2**53)], {"a": 1, b"a": 2})
for bad in ([], {}, set(), bytearray(), [1], ([],), (1, {})):
    for f in (lambda: hash(bad), lambda: {bad: 1}, lambda: {bad}, lambda: {}.get(bad), lambda: bad in {}, lambda: bad in {1}):
        try: print(f())
        except TypeError as e: print(e)
class H:
    def __init__(self, h): self.h = h
    def __hash__(self): return self.h
    def __eq__(self, o): return isinstance(o, H)
print(hash(H(5)), hash(H(-1)), hash(H(2**100)), hash(H(2**61 - 1)), hash(H(True)), {H(1): "a", H(1): "b"}.__len__(), len({H(1), H(2)}))
for bad in ("x", 1.5, None):
    try: hash(H(bad))
    except TypeError as e: print(e)
class NoHash: __hash__ = None
class EqOnly:
    def __eq__(self, o): return True
for c in (NoHash, EqOnly):
    try: hash(c())
    except TypeError as e: print(e)
print([x for x in {3, 1, 2, 10, 8, 0}], [x for x in {100, 5, -1, 33}], list({1: 0, "a": 0, 2: 0}), list(set(range(20))), list({8, 16, 24, 1}), list(frozenset([9, 1, 17])), {-1, -2, 5})
