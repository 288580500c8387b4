def m(x):
    match x:
        case {"type": "point", "x": x, "y": y}: return ("point", x, y)
        case {"type": t, **rest} if rest: return (t, rest)
        case {"type": t}: return ("only type", t)
        case {1: a, None: b}: return (a, b)
        case {"nested": {"k": [a, *_]}}: return ("nested", a)
        case {-1: v} | {1.5: v}: return ("num", v)
        case {}: return ("any mapping", len(x))
    return "no"
for x in ({"type": "point", "x": 1, "y": 2}, {"type": "point", "x": 1}, {"type": "t"}, {1: "a", None: "b", 3: 4}, {"nested": {"k": [9, 8]}}, {-1: "neg"}, {1.5: "f"}, {}, {"q": 1}, [], 5, None): print(m(x))
from collections import defaultdict, OrderedDict
d = defaultdict(list)
match d:
    case {"missing": v}: print("no", v)
    case _: print("not created", dict(d))
match OrderedDict(a=1):
    case {"a": 1, **kw}: print(kw)
class K: key = "dyn"
match {"dyn": 5, "z": 1}:
    case {K.key: v, **kw}: print(v, kw)
src = {"a": 1, "b": 2}
match src:
    case {"a": _, **kw}: kw["new"] = 1; print(kw, src)
for s in ("match {}:\n case {'a': 1, 'a': 2}: pass", "match {}:\n case {**rest, 'a': 1}: pass", "match {}:\n case {**_}: pass", "match {}:\n case {x: 1}: pass", "match {}:\n case {**a, **b}: pass"):
    try: exec(s); print("ok")
    except SyntaxError as e: print(e.msg)
class A: x = 1; y = 1
try:
    match {1: 2}:
        case {A.x: 1, A.y: 2}: pass
except ValueError as e: print(e)
class Custom:
    def keys(self): return ["a"]
    def __getitem__(self, k): return 1
    def get(self, k, d=None): return 1
match Custom():
    case {"a": 1}: print("duck")
    case _: print("not a mapping")
match {"a": None}:
    case {"a": None}: print("None value")
