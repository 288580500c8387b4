# Every arithmetic operator between numbers of every kind.
import operator as o
values = [0, 1, -3, 7, 2**40, True, 0.5, -2.0, 1e10, 2j, 1 + 1j]
for op in (o.add, o.sub, o.mul, o.truediv, o.floordiv, o.mod, divmod):
    for a in values:
        row = []
        for b in values:
            try: row.append(repr(op(a, b)))
            except Exception as e: row.append(f"{type(e).__name__}: {e}")
        print(op.__name__, a, "|", "; ".join(row))
