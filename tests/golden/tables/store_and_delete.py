makers = [lambda: [1, 2], lambda: (1, 2), lambda: {1: 2}, lambda: "ab", lambda: b"ab", lambda: bytearray(b"ab"), lambda: {1}, lambda: range(2), lambda: 5, lambda: None, lambda: int, lambda: len]
keys = [0, 5, -1, "a", None, 1.0, slice(0, 1), (0, 1)]
for make in makers:
    for k in keys:
        v = make()
        try: v[k] = 65; print("set", repr(v), repr(k))
        except Exception as e: print("set", repr(k), type(e).__name__, e)
        v = make()
        try: del v[k]; print("del", repr(v), repr(k))
        except Exception as e: print("del", repr(k), type(e).__name__, e)
