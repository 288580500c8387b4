class Meta(type):
    def __instancecheck__(cls, o): print("instancecheck", o); return o == 5
    def __subclasscheck__(cls, c): print("subclasscheck", c.__name__); return c is int
class A(metaclass=Meta): pass
print(isinstance(5, A), isinstance(6, A), issubclass(int, A), issubclass(str, A), isinstance(A(), A))
print(isinstance(3, (str, A)), isinstance(5, (A, 7)), isinstance("s", (int, (float, (str,)))))
def t(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
t(lambda: isinstance(1, 5)); t(lambda: isinstance(1, (str, 5))); t(lambda: issubclass(1, int)); t(lambda: issubclass(int, 1)); t(lambda: issubclass(int, (str, 1)))
t(lambda: isinstance(1)); t(lambda: isinstance(1, int, 3)); t(lambda: issubclass(int, ()))
class Liar:
    @property
    def __class__(self): return int
print(isinstance(Liar(), int), type(Liar()).__name__, isinstance(Liar(), Liar), Liar().__class__)
class Fake:
    __bases__ = ()
class Derived:
    __bases__ = (Fake(),)
f = Fake()
class Holder: __bases__ = (f,)
print(issubclass(Holder(), f))
class Hook:
    @classmethod
    def __subclasshook__(cls, c): return True
t(lambda: issubclass(int, Hook))
print(isinstance(True, int), isinstance(1, bool), issubclass(bool, int), isinstance(int, type), isinstance(type, object), isinstance(object, type))
class B: pass
class C(B): pass
B.__instancecheck__ = lambda self, o: True
print(isinstance(1, B), isinstance(C(), B), issubclass(C, (int, B)), issubclass(B, B))
class Bad(type):
    def __instancecheck__(cls, o): raise ValueError("check")
class D(metaclass=Bad): pass
t(lambda: isinstance(1, D)); print(type(D()) is D, isinstance(D(), D))
print(Meta.__instancecheck__(A, 5), type.__instancecheck__(A, A()), type.__subclasscheck__(int, bool))
print(B.__subclasses__(), [c.__name__ for c in Exception.__subclasses__()[:0]])
