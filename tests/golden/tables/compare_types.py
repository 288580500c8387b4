import operator as o
values = [0, 1, True, 1.0, 1.5, 1j, "a", "b", b"a", bytearray(b"a"), [1], [1, 2], (1,), (1, 2), {1: 1}, {1}, {1, 2}, frozenset({1}), None, range(1), range(2), int, ..., slice(1)]
for op in (o.eq, o.ne):
    for a in values: print(op.__name__, repr(a), "".join("01"[op(a, b)] for b in values))
for op in (o.lt, o.ge):
    for a in values:
        for b in values:
            try: r = op(a, b)
            except TypeError as e: r = str(e)
            print(op.__name__, repr(a), repr(b), r)
