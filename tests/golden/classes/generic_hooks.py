class A:
    def __class_getitem__(cls, item): return f"{cls.__name__}[{item!r}]"
class B(A): pass
print(A[int], B["x", 2], A[1:2])
class Plain: pass
for f in (lambda: Plain[int], lambda: A()[1], lambda: int[str], lambda: type[int], lambda: list[int], lambda: dict[str, int], lambda: tuple[int, ...]):
    try:
        print(f())
    except TypeError as e:
        print(e)
class Entry:
    def __init__(self, *b): self.b = b
    def __mro_entries__(self, bases):
        print("mro_entries", len(bases))
        return self.b
class C(Entry(A, Plain)): pass
print(C.__bases__, len(C.__orig_bases__), type(C.__orig_bases__[0]).__name__)
class D(Entry()): pass
print(D.__bases__)
class BadEntry:
    def __mro_entries__(self, bases): return 5
try:
    class E(BadEntry()): pass
except TypeError as e:
    print(e)
try:
    type("F", (Entry(A),), {})
except TypeError as e:
    print(e)
class L(list[int]): pass
print(L.__bases__, L.__orig_bases__, L([1]))
g = list[int]
print(g.__origin__, g.__args__, g.__parameters__, g([1, 2]), g == list[int], hash(g) == hash(list[int]), g is list[int])
for f in (lambda: isinstance([], g), lambda: issubclass(list, g), lambda: g[str], lambda: g.append, lambda: g.nothing):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
u = int | str | None
print(u, u.__args__, isinstance(1, u), isinstance(1.5, u), isinstance(None, u), issubclass(bool, u), type(u).__name__)
print(int | int, (int | str) == (str | int), int | list[int])
try:
    int | 5
except TypeError as e:
    print(e)
try:
    isinstance(1, int | list[int])
except TypeError as e:
    print(e)
