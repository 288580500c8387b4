# Which pairs of types an operator takes, and what it says of the others.
import operator as o
values = [1, 1.5, "s", b"b", [1], (1,), {1: 1}, {1}, None, range(2), int]
for op in (o.add, o.sub, o.mul, o.mod, o.or_, o.lshift):
    for a in values:
        for b in values:
            try: print(op.__name__, repr(a)[:25], repr(b)[:25], "=", repr(op(a, b))[:60])
            except Exception as e: print(op.__name__, type(e).__name__, e)
