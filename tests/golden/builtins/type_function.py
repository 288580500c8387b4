def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)
for v in (1, 1.5, 1j, "s", b"b", [], (), {}, set(), frozenset(), None, ..., NotImplemented, True, range(1), slice(1), print, [].append, str.upper, int.__add__, (1).__add__, int, type, object, lambda: 0, (i for i in []), iter([]), {}.keys(), Exception(), property(), staticmethod(len), classmethod(len), super, zip(), map(len, []), bytearray(), memoryview(b""), t.__code__, type.__dict__, int.real, object.__init__, int.__dict__["from_bytes"], list[int], int | str, __builtins__): print(type(v), type(v).__name__, type(v).__module__, sep="|")
C = type("C", (object,), {"x": 1, "__doc__": "d", "f": lambda self: self.x}); print(C, C().f(), C.__doc__, C.__module__, C.__qualname__, C.__dict__["x"], C.__bases__, C.__name__)
D = type("D", (C,), dict(y=2)); print(D().x, D.__mro__, type("E.F", (), {}).__name__, type("", (), {}).__name__ == "")
print(int.__name__, int.__qualname__, int.__module__, int.__bases__, int.__base__, int.__mro__, int.__basicsize__ > 0, int.__dictoffset__, int.__flags__ > 0, bool.__base__, type.__base__, object.__base__, object.__bases__, type.__mro__, isinstance(type, type), type(type) is type)
class S:
    __slots__ = ()
print(S.__dictoffset__, C.__dictoffset__ != 0, S.__weakrefoffset__, hasattr(C, "__slots__"), S.__itemsize__, tuple.__itemsize__)
t(lambda: type("a\0b", (), {})); t(lambda: type(5, (), {})); t(lambda: type("A", 5, {})); t(lambda: type("A", (), 5)); t(lambda: type("A", (), {}, 1)); t(lambda: type("A", (), {}, k=1)); t(lambda: type("A", (), {"__slots__": 5})); t(lambda: type("A", (), {"__qualname__": 5})); t(lambda: type("A", (), {"__classcell__": 5})); t(lambda: type.__call__()); t(lambda: type.__new__(int, "a", (), {})); t(lambda: type.__new__(5)); t(lambda: type.mro()); t(lambda: type.__subclasses__()); t(lambda: int.mro()); t(lambda: object.__subclasses__.__name__); t(lambda: type("\ud800", (), {}))
class P: pass
class Q(P): pass
class R(Q): pass
print([c.__name__ for c in P.__subclasses__()], R.__mro__[1:], R.__bases__, Q.__subclasses__()); del R; import gc; gc.collect(); print(Q.__subclasses__())
for n in ("__abstractmethods__", "__text_signature__", "__annotations__", "__type_params__", "__firstlineno__", "__static_attributes__"): t(lambda: getattr(P, n))
class T:
    def __init__(self): self.a, self.b = 1, 2; self.c.d = 3
    def m(self): self.a = 4; x.y = 5
    @staticmethod
    def s(self): self.z = 1
print(sorted(T.__static_attributes__), T.__firstlineno__)
P.__module__ = "mod"; print(P, repr(P()).split(" ")[0]); P.__module__ = 5; print(repr(P))
