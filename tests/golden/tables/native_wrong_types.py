# Every plain method of the built-in types called with one and two arguments of the wrong type.
class Wrong:
    def __repr__(self): return "<wrong>"
makers = [lambda: 5, lambda: 2.5, lambda: "text", lambda: b"bytes", lambda: bytearray(b"array"), lambda: [1, 2], lambda: (1, 2), lambda: {"k": 1}, lambda: {1}, lambda: frozenset({1}), lambda: range(3)]
w = Wrong()
for make in makers:
    for name in dir(make()):
        if name.startswith("_") or not callable(getattr(make(), name)): continue
        for a in ((w,), (w, w), (1, w), ("a", w), (b"a", w)):
            v = make()
            try: r = getattr(v, name)(*a)
            except Exception as e: print(type(v).__name__, name, a, "|", type(e).__name__, e)
            else: print(type(v).__name__, name, a, "=", r, sorted(v, key=str) if isinstance(v, set) else v)
