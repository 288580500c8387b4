def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
d = {"a": 1, "b": 2}
k, v, i = d.keys(), d.values(), d.items()
print(k, v, i, len(k), "a" in k, 1 in v, ("a", 1) in i, ("a", 2) in i, "a" in i, list(k), list(v), list(i))
d["c"] = 3; print(k, v, i, len(v))
print(sorted(k & {"a", "z"}), sorted(k | ["q"]), sorted(k - {"a"}), sorted(k ^ {"a", "x"}), k == {"a", "b", "c"}, k <= {"a", "b", "c", "d"}, k > {"a"}, k.isdisjoint("xyz"), sorted(i & {("a", 1)}), i == {("a", 1), ("b", 2), ("c", 3)}, sorted({"a"} - k), "", type(k & []).__name__, v == v, v == d.values(), k == d.keys(), i == d.items())
print(type(k).__name__, type(v).__name__, type(i).__name__, type(iter(k)).__name__, type(iter(v)).__name__, type(iter(i)).__name__, list(reversed(k)), list(reversed(v)), list(reversed(i)), type(reversed(i)).__name__, k.mapping, type(k.mapping).__name__)
t(lambda: k[0]); t(lambda: v[0]); t(lambda: hash(k)); t(lambda: k + k); t(lambda: v & v); t(lambda: k < 5); t(lambda: k & 5); t(lambda: k.add(1)); t(lambda: [] in k); t(lambda: k.isdisjoint(5)); t(lambda: v < v); t(lambda: type(k)()); t(lambda: k.mapping.__setitem__("a", 1)); t(lambda: ([], 1) in i); t(lambda: d.keys() - 5)
it = iter(d); print(next(it), it.__length_hint__()); d["new"] = 1
t(lambda: next(it)); t(lambda: next(it)); del d["new"]
it = iter(d.items()); d.pop("a"); t(lambda: next(it))
it = iter(d); print(list(it), list(it), next(it, "done"))
e = {}; print(e.keys(), e.values(), e.items(), bool(e.keys()), e.keys() == set())
d = {1: "a", 2: "b"}; a, b = d; print(a, b, *d, *d.values(), max(d), min(d.values()), sum(d), dict(sorted(d.items(), reverse=True)), {v: k for k, v in d.items()}, sorted(d, key=d.get, reverse=True), [*d.items()], any(d.values()), list(enumerate(d)), list(zip(d, d.values())), list(map(str, d)), "".join(d.values()))
r = {}; r["self"] = r; print(r, r.values(), r.items(), r.keys())
print({"a": {"b": {"c": 1}}}["a"]["b"]["c"], {(1, 2): {3}}, {None: None, ...: ..., 1.5: 1j, b"x": "y"}, {frozenset({1}): 1})
class S(dict): pass
s = S(a=1); print(s, s.keys(), type(s.copy()), S({1: 2}) | {3: 4}, type(S() | {}), S.fromkeys("a"), type(S.fromkeys("a")))
