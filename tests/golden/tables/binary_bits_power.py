import operator as o
values = [0, 1, -1, 5, -6, 63, 2**64, -(2**64) + 1, True, False]
for op in (o.and_, o.or_, o.xor):
    for a in values: print(op.__name__, a, [op(a, b) for b in values])
for op in (o.lshift, o.rshift):
    for a in values:
        row = []
        for b in (0, 1, 5, 64, -1, True, 100):
            try: row.append(op(a, b))
            except ValueError as e: row.append(str(e))
        print(op.__name__, a, row)
for a in (0, 1, -1, 2, -3, 10, 0.0, 0.5, -2.5, 2j, True):
    row = []
    for b in (0, 1, 2, -1, -2, 3, 10, 0.5, -0.5, 2.0, 1j):
        try:
            r = a ** b
            row.append(f"{r:.10g}" if isinstance(r, (float, complex)) else str(r))
        except Exception as e: row.append(f"{type(e).__name__}: {e}")
    print("pow", a, "|", "; ".join(row))
for a in (2, 3, 10, -7, 0):
    for b in (0, 1, 5, -1, 13):
        row = []
        for m in (1, 2, 5, 7, -5, 0, 97):
            try: row.append(pow(a, b, m))
            except ValueError as e: row.append(str(e))
        print("pow3", a, b, row)
