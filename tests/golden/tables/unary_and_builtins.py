import math
values = [0, -5, True, 2.5, -0.0, 1j, "a", b"a", [1], (), {}, {1}, None, range(2), int, ..., 10**20]
fs = [lambda v: -v, lambda v: +v, abs, bool, len, hash, iter, next, reversed, sorted, sum, max, min, any, all, list, tuple, set, dict, str, repr, ascii, int, float, complex, bytes, chr, ord, bin, hex, oct, round, callable, math.floor, math.sqrt, enumerate, zip, vars, dir]
names = "neg pos abs bool len hash iter next reversed sorted sum max min any all list tuple set dict str repr ascii int float complex bytes chr ord bin hex oct round callable floor sqrt enumerate zip vars dir".split()
for name, f in zip(names, fs):
    for v in values:
        if name == "hash" and v in (None, ..., int) or name == "hash" and isinstance(v, (str, bytes)): continue
        try: r = f(v)
        except Exception as e: print(name, repr(v), type(e).__name__, e); continue
        if name in ("iter", "reversed", "enumerate", "zip"): r = type(r).__name__
        if name in ("vars", "dir"): r = type(r).__name__
        print(name, repr(v), "=", r)
