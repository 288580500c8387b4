# Every plain method of the built-in types called with far too many arguments, and with a keyword it does not have.
samples = [5, 2.5, 1j, "text", b"bytes", bytearray(b"array"), [1, 2], (1, 2), {"k": 1}, {1}, frozenset({1}), range(3), slice(1), memoryview(b"x"), ValueError("e"), {}.keys(), {}.items()]
for v in samples:
    for name in dir(v):
        if name.startswith("_"): continue
        m = getattr(v, name)
        if not callable(m): continue
        for a, k in (((None,) * 8, {}), ((), {"nope": 1}), ((None,), {"nope": 1})):
            try: r = m(*a, **k)
            except Exception as e: print(type(v).__name__, name, len(a), *k, "|", type(e).__name__, e)
            else: print(type(v).__name__, name, len(a), *k, "=", r)
