# Every method of the built-in types called with nothing: which is it missing?
samples = [5, True, 2.5, 1j, "text", b"bytes", bytearray(b"array"), [1, 2], (1, 2), {"k": 1}, {1}, frozenset({1}), range(3), slice(1), memoryview(b"x"), property(), ValueError("e"), (x for x in ()), {}.keys(), {}.items()]
skip = {"__reduce__", "__reduce_ex__", "__getstate__", "__dir__", "__sizeof__", "__init__", "__hash__", "__getnewargs__", "__init_subclass__", "__subclasshook__", "__str__", "__repr__", "__doc__", "__new__", "release", "__exit__", "__invert__"}
for v in samples:
    for name in dir(v):
        m = getattr(v, name, None)
        if name in skip or not callable(m) or name == "__class__": continue
        try: r = m()
        except Exception as e: print(type(v).__name__, name, "|", type(e).__name__, e)
        else: print(type(v).__name__, name, "=", repr(r) if " at 0x" not in repr(r) else type(r).__name__)
