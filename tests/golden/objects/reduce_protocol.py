class A:
    def __init__(self): self.x = 1
class S:
    __slots__ = ("a",)
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
t(lambda: A().__reduce_ex__(2)[1:3]); t(lambda: A().__reduce_ex__(4)[0].__name__); t(lambda: S().__reduce_ex__(2)[2]); t(lambda: S().__reduce_ex__(0)); t(lambda: (1).__reduce_ex__(2)[1]); t(lambda: [1].__reduce_ex__(2)[0].__name__); t(lambda: object().__reduce__()[0].__name__); t(lambda: object.__reduce_ex__(A())); t(lambda: {}.__reduce_ex__(2)[4].__class__.__name__); t(lambda: len.__reduce__()); t(lambda: ValueError(1).__reduce__()); t(lambda: (x for x in []).__reduce_ex__(2)); t(lambda: range(3).__reduce__()[1]); t(lambda: iter([1, 2]).__reduce__()[1:]); t(lambda: {1}.__reduce__()[1]); t(lambda: bytearray(b"a").__reduce__()[1]); t(lambda: 1j.__getnewargs__()); t(lambda: "a".__getnewargs__()); t(lambda: slice(1, 2).__reduce__()[1]); t(lambda: object().__sizeof__() > 0); t(lambda: object().__dir__() == dir(object()) or sorted(object().__dir__()) == dir(object())); t(lambda: object().__format__("")[:8]); t(lambda: object().__format__("x")); t(lambda: object().__subclasshook__(5)); t(lambda: object().__init_subclass__()); t(lambda: object().__eq__(5)); t(lambda: object().__lt__(5)); t(lambda: object().__hash__() != 0); t(lambda: object().__class__); t(lambda: sorted(dir(object())))
