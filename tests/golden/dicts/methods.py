def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
d = {"a": 1, "b": 2}
print(d["a"], d.get("x"), d.get("x", 5), d.setdefault("c", 3), d.setdefault("a", 9), d.pop("c"), d.pop("zz", "dflt"), list(d.keys()), list(d.values()), list(d.items()), len(d), "a" in d, 1 in d, d.copy(), d == {"b": 2, "a": 1}, d != {}, bool({}))
d["z"] = 26; d.update({"a": 10, "y": 25}); d.update([("q", 1)], k=2); d.update(); d.update(m=3); print(d, d.popitem(), d); del d["z"]; print(d); d.clear(); print(d)
print(dict(), dict(a=1), dict([("a", 1), ["b", 2], "cd"]), dict({"a": 1}, b=2), dict(zip("ab", (1, 2))), dict.fromkeys("ab"), dict.fromkeys([1, 2], []), dict({1: 2}.items()), {**{"a": 1}, "a": 2}, {1: "a", 1.0: "b", True: "c"}, dict(dict=1), dict(self=2))
print({"a": 1} | {"b": 2, "a": 3}, list(reversed({"a": 1, "b": 2})), list(reversed({"a": 1, "b": 2}.items())))
e = {"a": 1}; e |= {"b": 2}; e |= [("c", 3)]; print(e)
t(lambda: {}["k"]); t(lambda: {}[5]); t(lambda: {}[(1, 2)]); t(lambda: {}[[]]); t(lambda: {}.pop("k")); t(lambda: {}.popitem()); t(lambda: {}.pop()); t(lambda: {}.get()); t(lambda: {}.get(1, 2, 3)); t(lambda: dict(5)); t(lambda: dict([1])); t(lambda: dict(["abc"])); t(lambda: dict([(1, 2, 3)])); t(lambda: dict([[]])); t(lambda: dict(1, 2)); t(lambda: dict("ab")); t(lambda: dict([(1, 2), 5])); t(lambda: {}.update(5)); t(lambda: {}.update([1])); t(lambda: {}.update(1, 2)); t(lambda: {} | [1]); t(lambda: {}.setdefault()); t(lambda: {[]: 1}); t(lambda: dict.fromkeys(5)); t(lambda: dict.fromkeys()); t(lambda: dict.fromkeys([[]])); t(lambda: {} < {}); t(lambda: {} + {}); t(lambda: {1: 2}.foo); t(lambda: hash({})); t(lambda: {}.keys(1)); t(lambda: {}.copy(1)); t(lambda: {}.clear(1)); t(lambda: {**5}); t(lambda: {}.get(k=1)); t(lambda: {}.fromkeys([1], 2, 3))
def x(s):
    try: exec(s)
    except Exception as e: print(s, type(e).__name__, e)
x("d = {1: 2}\nfor k in d: d[2] = 1"); x("d = {1: 2, 2: 3}\nfor k in d: del d[k]"); x("d = {}\ndel d['x']"); x("d = {1: 1}\nfor k, v in d.items(): d[k + 1] = v"); x("d = {1: 1}\nfor k in d: d[k] = 5\nprint(d)"); x("d = {1: 1, 2: 2}\nfor k in d:\n d.pop(k); d[k] = 1\n if len(d) > 5: break\nprint('no error')")
d = {i: i for i in range(5)}; del d[2]; d[2] = "new"; print(d); d[0] = "kept place"; print(d, next(iter(d)), list(d)[-1])
class K(str):
    def __hash__(self): return hash(str(self))
    def __eq__(self, o): print("eq"); return str.__eq__(self, o)
dd = {K("a"): 1}; print(dd["a"], dd.get(K("a")), len(dd), type(next(iter(dd))).__name__); dd["a"] = 2; print(type(next(iter(dd))).__name__, dd == {"a": 2})
print(d.__len__(), d.__contains__(1), d.__getitem__(1), d.__eq__(5), d.__or__({9: 9})[9], d.__iter__().__class__.__name__, d.__class_getitem__(int), d.__repr__()[:10], d.__missing__ if hasattr(d, "__missing__") else "no missing", d.__reversed__().__class__.__name__, d.__ne__(d), d.__sizeof__() > 0)
