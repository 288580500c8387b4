class C:
    def __init__(self, name, swallow=False, fail=None): self.name, self.swallow, self.fail = name, swallow, fail
    def __enter__(self):
        print("enter", self.name)
        if self.fail == "enter": raise ValueError("in enter")
        return self.name.upper()
    def __exit__(self, t, v, tb):
        print("exit", self.name, t and t.__name__, v, tb is not None)
        if self.fail == "exit": raise KeyError("in exit")
        return self.swallow
with C("a") as x: print(x)
with C("b", True): 1 / 0
try:
    with C("c"): raise ValueError("v")
except ValueError as e: print("out", e)
with C("d") as x, C("e") as y: print(x, y)
with (C("f") as x, C("g", True),): raise OSError("parenthesised")
try:
    with C("h"), C("i", fail="enter"): print("no")
except ValueError as e: print(e)
try:
    with C("j", fail="exit"): 1 / 0
except KeyError as e: print(e, repr(e.__context__))
def f():
    with C("k"): return "returned"
def g():
    for i in range(3):
        with C(f"l{i}"):
            if i == 0: continue
            if i == 1: break
    return i
def h():
    with C("m"):
        try: return 1
        finally: print("inner finally")
print(f(), g(), h())
class Multi:
    def __enter__(self): return (1, [2, 3])
    def __exit__(self, *a): pass
with Multi() as (a, [b, *c]): print(a, b, c)
d = {}
with Multi() as d["k"]: print(d)
class A: pass
A.__enter__ = lambda self: self
for src in ("with A(): pass", "with 5: pass", "with None as x: pass", "with object(): pass"):
    try: exec(src)
    except (TypeError, AttributeError) as e: print(type(e).__name__, e)
o = A()
o.__exit__ = lambda *a: None
try:
    with o: pass
except TypeError as e: print(e)
class Truthy:
    def __enter__(self): pass
    def __exit__(self, *a): return [0]
with Truthy(): raise SystemExit
print("swallowed with a list")
with open(__file__) as fh: pass
print(fh.closed)
async def co():
    async with C("x"): pass
try: co().send(None)
except TypeError as e: print(e)
class BadBool:
    def __bool__(self): raise RuntimeError("bool")
class E:
    def __enter__(self): pass
    def __exit__(self, *a): return BadBool()
try:
    with E(): 1 / 0
except RuntimeError as e: print(e, repr(e.__context__))
