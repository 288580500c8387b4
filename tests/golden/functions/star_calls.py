def f(*a, **k): return a, k
class It:
    def __init__(self, n): self.n = n
    def __iter__(self): return iter(range(self.n))
class Map:
    def keys(self): return ["x", "y"]
    def __getitem__(self, k): return k.upper()
print(f(*It(3)), f(**Map()), f(0, *It(2), 9, *It(1), z=1, **Map()))
print(f(*[], **{}), f(*(), *[], *""))
print(f(*{1: 2, 3: 4}), f(*{7}), f(*b"ab"), f(*range(0)))
def g(): yield from (1, 2)
print(f(*g()), f(*(x * 2 for x in g())))
class BadKeys:
    def keys(self): return [1]
    def __getitem__(self, k): return 0
class NoGet:
    def keys(self): return ["a"]
class BadIter:
    def __iter__(self): raise ValueError("in iter")
class Raises:
    def keys(self): raise KeyError("in keys")
for call in (lambda: f(**BadKeys()), lambda: f(**NoGet()), lambda: f(*BadIter()), lambda: f(**Raises()),
             lambda: f(*5), lambda: f(**5), lambda: f(*f), lambda: [*5], lambda: {**5}, lambda: {*5}):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)
k = {"a": 1}
def change(**kw):
    kw["a"] = 2
    return kw
print(change(**k), k)
t = (1, 2)
def same(*a): return a
print(same(*t) == t, same(*[1]) == (1,))
print(max(*[3, 1, 2]), print(*"abc", sep="-"), sum(*[[1, 2]]))
print("{} {a}".format(*[1], **{"a": 2}))
print([*range(3), *"ab"], (*[1], 2), {*[1, 2], 3}, {**{"a": 1}, "a": 2, **{"b": 3}})
print(dict(**{"a": 1}, b=2), dict({"a": 0}, **{"b": 1}))
a, *b = *[1, 2], 3
print(a, b)
