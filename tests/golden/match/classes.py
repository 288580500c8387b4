class P:
    __match_args__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y
class Q(P): pass
class N:
    def __init__(self, **k): self.__dict__.update(k)
def m(v):
    match v:
        case P(0, 0): return "origin"
        case P(x, y=0): return ("on axis", x)
        case Q(x=a, y=b): return ("Q", a, b)
        case P(x=int() as a, y=[b, *_]): return ("int and list", a, b)
        case P(): return "P"
        case N(kind="k", value=v): return ("N", v)
        case int(n): return ("int", n)
        case str(s) | bytes(s): return ("text", s)
        case float(): return "float"
        case list([a]) : return ("list", a)
        case dict(d): return ("dict", d)
        case tuple((a, b)): return ("tuple", a, b)
        case bool(): return "never"
    return "none"
for v in (P(0, 0), P(5, 0), Q(1, 2), P(3, [4, 5]), P("a", "b"), N(kind="k", value=[1]), N(kind="z"), 5, True, "s", b"b", 1.5, [1], [1, 2], {"a": 1}, (1, 2), None, {1}): print(m(v))
def err(src):
    try: exec(src, globals()); print("ok")
    except Exception as e: print(type(e).__name__, e)
err("match P(1, 2):\n case P(1, 2, 3): pass"); err("match N():\n case N(1): pass"); err("match 5:\n case int(1, 2): pass"); err("match P(1, 2):\n case P(1, x=1): pass"); err("x = 5\nmatch 1:\n case x(): pass"); err("match 1:\n case undefined(): pass"); err("match P(1,2):\n case P(a, a): pass"); err("match P(1,2):\n case P(x=1, x=2): pass")
class Bad: __match_args__ = ["x"]
class Bad2: __match_args__ = (1,)
err("match Bad():\n case Bad(1): pass"); err("match Bad2():\n case Bad2(1): pass")
class Prop:
    __match_args__ = ("p",)
    @property
    def p(self): print("getter"); return 3
match Prop():
    case Prop(3): print("through property")
class Err:
    @property
    def p(self): raise ValueError("boom")
err("match Err():\n case Err(p=1): pass")
import math
match 5.0:
    case math.inf: print("inf")
    case float(real=r): print("real", r)
match range(3):
    case range(start=0, stop=s): print("stop", s)
print([e.__name__ for e in (int, str) if int.__doc__ and not hasattr(e, "__match_args__")])
