import builtins
w = object()
names = "abs aiter all anext any ascii bin bool bytearray bytes callable chr classmethod compile complex delattr dict dir divmod enumerate eval exec filter float format frozenset getattr hasattr hash hex int isinstance issubclass iter len list map max memoryview min next object oct ord pow property range repr reversed round set setattr slice sorted staticmethod str sum super tuple type vars zip".split()
for n in names:
    f = getattr(builtins, n)
    for a, k in (((), {}), ((w,), {}), ((w, w), {}), ((w, w, w), {}), ((w,) * 7, {}), ((), {"nope": 1}), ((1,), {"nope": 1}), ((1, 2), {"nope": 3})):
        try: r = f(*a, **k)
        except Exception as e: print(n, len(a), *k, "|", type(e).__name__, e)
        else: print(n, len(a), *k, "= ", type(r).__name__)
