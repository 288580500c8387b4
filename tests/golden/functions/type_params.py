def first[T](xs: list[T]) -> T: return xs[0]
print(first([1, 2]), first.__type_params__, first.__annotations__)
class Box[T, *Ts, **P]:
    def __init__(self, v): self.v = v
    def get[U](self, d: U) -> T | U: return self.v
print(Box.__type_params__, Box(1).get(2), Box.get.__type_params__)
print(Box.__orig_bases__[0].__class__.__name__ if hasattr(Box, "__orig_bases__") else None)
T = first.__type_params__[0]
print(T.__name__, T.__bound__, T.__constraints__, T.__covariant__, T.__infer_variance__, repr(T))
def bounded[S: int, R: (str, bytes)](a: S) -> R: return a
S, R = bounded.__type_params__
print(S.__bound__, R.__constraints__, S, R)
def lazy[L: undefined_name](a): return a
print(lazy(5))
try:
    lazy.__type_params__[0].__bound__
except NameError as e:
    print(e)
type Pair[A] = tuple[A, A]
print(Pair, Pair.__name__, Pair.__type_params__, Pair.__value__)
type Rec = list[Rec] | int
print(Rec.__value__)
type Bad = not_defined
try:
    Bad.__value__
except NameError as e:
    print(e)
def dflt[D = int](): pass
print(dflt.__type_params__[0].__default__, dflt.__type_params__[0].has_default())
print(T.has_default())
type = 5
print(type)
del type
class Outer[X]:
    y = X
    class Inner[Y](list):
        z = (X, Y)
print(Outer.y, Outer.Inner.z, Outer.Inner.__qualname__)
def gen[G](n):
    for i in range(n): yield i, G.__name__
print(list(gen(2)))
def closure[K]():
    def inner(): return K
    return inner
print(closure()())
Alias = Pair[int]
print(Alias, Alias.__origin__ is Pair, Alias.__args__)
print(gen.__qualname__, first.__name__)
