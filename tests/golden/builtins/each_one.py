def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)
print(abs(-1), abs(-1.5), abs(True), abs(3 + 4j), all([]), any([]), ascii("é"), bin(5), bool("x"), callable(print), callable(5), chr(97), complex(1), divmod(7, 2), float("1"), format(5, "03"), hash(1), hex(255), id(5) == id(5), int("5"), isinstance(1, int), issubclass(bool, int), len("abc"), list("a"), max(1, 2), min(1, 2), oct(8), ord("a"), pow(2, 3), repr("a"), round(1.5), set([1]), sorted([2, 1]), str(1), sum([1]), tuple([1]), type(1), vars(type("A", (), {"x": 1})())  )
class A:
    x = 1
    def __init__(self): self.y = 2
    def __call__(self): return "called"
a = A()
print(getattr(a, "x"), getattr(a, "z", None), hasattr(a, "y"), setattr(a, "w", 3), a.w, delattr(a, "w"), hasattr(a, "w"), callable(a), a(), callable(A), vars(a), [n for n in dir(a) if n[0] != "_"], [n for n in dir(A) if n[0] != "_"], dir.__name__, isinstance(a, (int, A)))
t(lambda: getattr(a, "q")); t(lambda: getattr(a, 1)); t(lambda: getattr()); t(lambda: setattr(a)); t(lambda: delattr(a, "x")); t(lambda: hasattr(a)); t(lambda: vars(5)); t(lambda: vars(1, 2)); t(lambda: dir(1, 2)); t(lambda: len()); t(lambda: len(1)); t(lambda: len(1, 2)); t(lambda: abs()); t(lambda: chr()); t(lambda: ord("")); t(lambda: pow(1)); t(lambda: pow(1, 2, 3, 4)); t(lambda: round("a")); t(lambda: type()); t(lambda: type(1, 2)); t(lambda: id()); t(lambda: hash()); t(lambda: callable()); t(lambda: repr()); t(lambda: isinstance(1)); t(lambda: format()); t(lambda: format(1, 2)); t(lambda: divmod(1)); t(lambda: bool(1, 2)); t(lambda: bool(x=1)); t(lambda: object(1)); t(lambda: iter()); t(lambda: next()); t(lambda: open()); t(lambda: input(1, 2)); t(lambda: input()); t(lambda: print(1, foo=2)); t(lambda: print(1, sep=5)); t(lambda: print(1, end=5)); t(lambda: print(1, file=5)); t(lambda: ascii()); t(lambda: bin()); t(lambda: globals(1)); t(lambda: locals(1)); t(lambda: super().x); t(lambda: staticmethod()); t(lambda: classmethod(1, 2)); t(lambda: property(foo=1)); t(lambda: memoryview()); t(lambda: slice()); t(lambda: __import__()); t(lambda: __import__("nope")); t(lambda: __import__("")); t(lambda: __import__(5)); t(lambda: breakpoint.__name__); t(lambda: __build_class__()); t(lambda: __build_class__(1, 2))
print(1, "a", None, [1], sep=", ", end="!\n"); print(); print("", end=""); print(*"ab", sep=""); print("a", "b", sep=None, end=None); print(1, 2, sep="\n"); print("x", flush=True)
class W:
    def __init__(self): self.s = []
    def write(self, s): self.s.append(s)
w = W(); print("a", 1, file=w); print(end="", file=w); print(w.s); t(lambda: print("a", file=W(), flush=True))
import builtins; print(builtins.len is len, __builtins__ is builtins, builtins.__name__, sorted(n for n in dir(builtins) if n[0].islower() and len(n) <= 5))
print(type(print).__name__, type(int).__name__, print.__name__, len.__module__, len.__self__ is builtins, print.__text_signature__, len.__text_signature__, sorted.__text_signature__, [].append.__text_signature__, repr(print), (...), Ellipsis, NotImplemented, __debug__)
t(lambda: Ellipsis.x); t(lambda: type(None)()); t(lambda: type(...)() is ...); t(lambda: type(NotImplemented)(1))
