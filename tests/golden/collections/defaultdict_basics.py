from collections import defaultdict
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
d = defaultdict(list); d["a"].append(1); d["a"].append(2); d["b"]; print(d, len(d), d.default_factory, d.get("zz"), "zz" in d, d == {"a": [1, 2], "b": []}, dict(d))
c = defaultdict(int)
for w in "the cat the dog".split(): c[w] += 1
print(c, sorted(c.items()), c.copy(), type(c.copy()).__name__, c | {"x": 5}, {"y": 1} | c, type({"y": 1} | c).__name__)
n = defaultdict(); t(lambda: n["x"]); n = defaultdict(None, a=1); t(lambda: n["q"]); print(n)
print(defaultdict(int, {"a": 1}, b=2), defaultdict(lambda: "dflt")["k"], defaultdict(list, [("a", [1])]), defaultdict(defaultdict(int).__class__)["x"], repr(defaultdict(str)))
t(lambda: defaultdict(5)); t(lambda: defaultdict([])); t(lambda: defaultdict(int, 5)); t(lambda: defaultdict(lambda: 1 / 0)["x"]); t(lambda: defaultdict(int)[[]]); t(lambda: defaultdict(lambda x: x)["k"])
tree = lambda: defaultdict(tree); r = tree(); r["a"]["b"]["c"] = 1; print(r["a"]["b"], list(r), r["a"]["b"]["c"])
class Sub(defaultdict):
    def __missing__(self, k): self[k] = v = k * 2; return v
s = Sub(); print(s["ab"], s, s.default_factory)
f = defaultdict(list); f.default_factory = lambda: "changed"; print(f["x"], f.__missing__("y"), f); f.default_factory = None; t(lambda: f["z"]); d.clear(); print(d, d.pop("x", 0), d.setdefault("k", 5), d)
rec = defaultdict(list); rec["self"] = rec; print(rec)
