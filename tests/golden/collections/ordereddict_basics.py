from collections import OrderedDict
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
d = OrderedDict([("a", 1), ("b", 2), ("c", 3)]); d.move_to_end("a"); print(d); d.move_to_end("c", last=False); print(d, d.popitem(), d.popitem(last=False), d, list(reversed(OrderedDict(a=1, b=2))))
print(OrderedDict(), OrderedDict(a=1) == {"a": 1}, OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), OrderedDict(a=1, b=2) == {"b": 2, "a": 1}, OrderedDict({"x": 1}), OrderedDict.fromkeys("ab", 0), OrderedDict(a=1) | {"b": 2}, type(OrderedDict(a=1) | {}).__name__, OrderedDict(a=1).copy(), list(OrderedDict(a=1).items()), OrderedDict(a=1).keys(), OrderedDict(a=1).values())
t(lambda: d.move_to_end("zz")); t(lambda: OrderedDict().popitem()); t(lambda: OrderedDict().pop("x")); t(lambda: OrderedDict()["x"]); t(lambda: OrderedDict(5)); t(lambda: OrderedDict([1])); t(lambda: OrderedDict().move_to_end()); t(lambda: OrderedDict(a=1).pop("z", "dflt")); t(lambda: OrderedDict(a=1).setdefault("b", 2))
e = OrderedDict(a=1); e["b"] = 2; e["a"] = 9; print(e); del e["a"]; e["a"] = 1; print(e, len(e), "a" in e); e.update(c=3); e |= {"d": 4}; print(e); e.clear(); print(e)
def change():
    o = OrderedDict(a=1)
    for k in o: o["new" + k] = 1
t(change); r = OrderedDict(); r["r"] = r; print(r)
class S(OrderedDict):
    def __missing__(self, k): return "miss " + k
print(S()["q"], S(a=1), type(S(a=1).copy()).__name__)
