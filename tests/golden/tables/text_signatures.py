import builtins
def sig(v): return getattr(v, "__text_signature__", None)
for n in sorted(vars(builtins)):
    v = getattr(builtins, n)
    if n[0] != "_" and callable(v) and not (isinstance(v, type) and issubclass(v, BaseException)) and n not in ("exit", "quit", "copyright", "credits", "license", "help"): print(n, sig(v))
for t in (str, bytes, bytearray, list, tuple, dict, set, frozenset, int, float, complex, range, object, type):
    for n in sorted(vars(t)):
        v = vars(t)[n]
        if callable(v) or isinstance(v, (staticmethod, classmethod)): print(t.__name__, n, sig(getattr(t, n, None)))
