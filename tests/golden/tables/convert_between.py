values = [0, 3, -1, 300, True, 2.5, float("inf"), 1j, "", "12", "ab", "é", b"", b"12", b"ab", bytearray(b"7"), [], [65, 66], ["a", "b"], [(1, 2)], (), (1, 2), {}, {"a": 1}, {1}, frozenset({2}), range(3), None, object, iter("x").__class__]
for kind in (int, float, complex, bool, str, bytes, bytearray, list, tuple, set, frozenset, dict, memoryview, range, slice, enumerate, reversed):
    for v in values:
        try:
            r = kind(v)
            print(kind.__name__, repr(v), "=", repr(r) if kind not in (memoryview, enumerate, reversed) else type(r).__name__)
        except Exception as e: print(kind.__name__, repr(v), type(e).__name__, e)
