from collections import ChainMap, UserDict, UserList, UserString
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
c = ChainMap({"a": 1}, {"a": 2, "b": 3}); print(c, c["a"], c["b"], len(c), list(c), "b" in c, c.maps, c.parents, c.new_child({"z": 0}), c.get("q"), dict(c), c.new_child(x=1)["x"]); c["b"] = 9; print(c); del c["b"]; print(c["b"]); t(lambda: c["zz"]); t(lambda: c.__delitem__("b")); t(lambda: c.pop("b")); print(c | {"k": 1}, c == {"a": 1, "b": 3}, c.popitem(), bool(ChainMap()))
class D(UserDict):
    def __setitem__(self, k, v): super().__setitem__(k.upper(), v)
d = D(a=1); d["b"] = 2; d.update(c=3); print(d, d.data, len(d), "A" in d, list(d), d == {"A": 1, "B": 2, "C": 3}, d.copy()); t(lambda: d["zz"])
class L(UserList):
    def append(self, x): super().append(x * 2)
l = L([1]); l.append(5); l.extend([3]); l += [4]; print(l, l[0], l[1:], type(l[1:]).__name__, len(l), l == [1, 10, 3, 4], l + [1], sorted(l), l.data, l * 2, 10 in l); l.sort(); print(l, l.pop(), l.index(3)); t(lambda: l[99])
s = UserString("abc"); print(s, repr(s), s.upper(), type(s.upper()).__name__, s + "d", s == "abc", len(s), s[1], "b" in s, s * 2, s.find("c"), hash(s) == hash("abc"), str(s), s.center(7))
