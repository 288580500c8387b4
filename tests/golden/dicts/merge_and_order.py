a = {"x": 1, "y": 2}; b = {"y": 3, "z": 4}
print(a | b, b | a, {**a, **b}, {**b, **a, "x": 9}, dict(a, **b), dict(a, y=0), a | {}, {} | b, list((a | b)), list({**b, **a}))
a |= b; print(a, list(a)); a |= [("w", 0), ("x", 5)]; print(a); a.update(zip("qr", (1, 2)), s=3); print(list(a)); a.update({"q": 7}); print(list(a)[-3:], a["q"])
d = dict.fromkeys("cab", 0); d["c"] += 1; del d["a"]; d["a"] = 5; print(d, list(d), list(reversed(d)), d.popitem(), d); d.setdefault("n", []).append(1); d.setdefault("n", []).append(2); print(d)
print(dict([("k", 1), ("k", 2)]), {"k": 1, "k": 2}, {1: "a", True: "b", 1.0: "c"}, {k: v for k, v in [("a", 1), ("a", 2)]}, dict(zip("abc", range(2))), dict(enumerate("ab")), dict(map(reversed, {"a": 1}.items())), {v: k for k, v in {"a": 1, "b": 1}.items()})
print({"a": 1, "b": 2} == {"b": 2, "a": 1}, {"a": 1} == {"a": 1.0}, {1: 1} == {True: True}, {} == [], {"a": [1]} == {"a": [1]}, {"a": 1} != {"a": 1, "b": 2}, {"n": (n := float("nan"))} == {"n": n})
for k in list(d): d[k.upper() if isinstance(k, str) else k] = d.pop(k)
print(d, sorted(d), max(d), len(d)); inv = {}
for w in "one two three four five six".split(): inv.setdefault(len(w), []).append(w)
print(inv, {k: len(v) for k, v in sorted(inv.items(), reverse=True)}, sum(map(len, inv.values())), [k for k, v in inv.items() if "two" in v], next(iter(inv.items())), *inv.values())
class Key:
    log = []
    def __init__(self, v): self.v = v
    def __hash__(self): self.log.append(f"h{self.v}"); return self.v % 2
    def __eq__(self, o): self.log.append(f"{self.v}=={o.v}"); return self.v == o.v
    def __repr__(self): return f"K{self.v}"
k1, k2, k3 = Key(1), Key(2), Key(3); m = {k1: "a", k3: "b"}; print(Key.log); Key.log.clear(); m[Key(3)]; print(Key.log); Key.log.clear(); m[k3]; print(Key.log); Key.log.clear(); print(Key(5) in m, Key.log); Key.log.clear(); del m[Key(1)]; print(m, Key.log); m[k1] = "again"; print(m, m == {k3: "b", k1: "again"})
class Boom:
    def __hash__(self): return 1
    def __eq__(self, o): raise ValueError("eq")
for f in (lambda: {Boom(): 1, Boom(): 2}, lambda: {1: 1}[Boom()], lambda: Boom() in {1: 2}, lambda: {1: 0}.pop(Boom(), 5), lambda: {1: 0} == {Boom(): 0}, lambda: {1} | {Boom()}):
    try: print(f())
    except ValueError as e: print(e)
nested = {}; cur = nested
for p in "a/b/c".split("/"): cur = cur.setdefault(p, {})
cur["leaf"] = 1; print(nested, nested["a"]["b"], [*nested["a"]["b"]["c"].items()]); print({(): 1, (1,): 2}[()], {None: 0}[None], {frozenset(): "fs"}[frozenset()], {...: 1}, {int: "t"}[int], {len: "f"}[len])
