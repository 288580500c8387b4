values = ["abc", b"abc", bytearray(b"abc"), [1, 2], (1, 2), {1: 2}, {1, 2}, frozenset({1}), range(3), 5, None, 1.5, len, int, iter([1, 2])]
keys = [0, 1, -1, 97, "a", b"a", "", None, 1.0, True, (1,), [1], slice(0, 1), "x"]
for v in values:
    for k in keys:
        try: print("in", repr(v)[:20] if not hasattr(v, "__next__") else "iterator", repr(k), k in v)
        except Exception as e: print("in", repr(k), type(e).__name__, e)
for v in values[:-1]:
    for k in keys:
        try: print("index", repr(v)[:20], repr(k), repr(v[k]))
        except Exception as e: print("index", repr(v)[:20], repr(k), type(e).__name__, e)
