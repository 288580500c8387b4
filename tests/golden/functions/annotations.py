def f(a: int, b: "fwd" = 1, *args: float, c: list[int] = [], **kw: dict) -> None: ...
print(f.__annotations__)
x: int = 1
y: str
z: "a b" = 2
print(__annotations__)
try:
    y
except NameError as e:
    print(e)
class C:
    p: int
    q: str = "d"
    r: float = 1.0
    (s): int = 4
    def m(self, k: "C") -> "C":
        v: undefined = 1
        self.w: int = v
        return self
print(C.__annotations__, C.q, C.s, hasattr(C, "p"))
print(C().m(1).w, C.m.__annotations__)
class D(C): pass
print(D.__annotations__ if "__annotations__" in D.__dict__ else "none", D.__dict__.get("__annotations__"))
class E:
    pass
print(E.__annotations__)
E.__annotations__["k"] = 1
print(E.__annotations__)
def g():
    local: nothing_evaluated
    a: int = 5
    return a, "local" in locals()
print(g())
d = {}
d["k"]: int = 3
print(d, __annotations__)
t: tuple = 1, 2
print(t)
try:
    bad: undefined_name = 1
except NameError as e:
    print(e)
def h(a: print("evaluated")): pass
print(h.__annotations__)
async def i(a: int) -> str: pass
print(i.__annotations__, (lambda a: a).__annotations__)
del __annotations__["x"]
w: bytes = b""
print(__annotations__)
i: int | None = None
print(__annotations__["i"])
