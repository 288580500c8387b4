class A:
    def m(self): return ["A"]
class B(A):
    def m(self): return ["B"] + super().m()
class C(A):
    def m(self): return ["C"] + super().m()
class D(B, C):
    def m(self): return ["D"] + super().m()
print(D().m(), [c.__name__ for c in D.__mro__], D.mro() == list(D.__mro__))
class X: pass
class Y: pass
class P(X, Y): pass
class Q(Y, X): pass
for make in (lambda: type("R", (P, Q), {}), lambda: type("S", (A, B), {}), lambda: type("T", (A, A), {}), lambda: type("U", (object, A), {}),
             lambda: type("V", (int, str), {}), lambda: type("W", (bool,), {}), lambda: type("Z", (5,), {}), lambda: type("N", (type(None),), {}),
             lambda: type("F", (type(lambda: 0),), {}), lambda: type("G", (range,), {}), lambda: type("H", (slice,), {}),
             lambda: type(1, (), {}), lambda: type("I", [], {}), lambda: type("J", (), 5), lambda: type("K"), lambda: type(), lambda: type("L", ())):
    try:
        print(make())
    except TypeError as e:
        print(e)
O = object
class A1(O): n = "A1"
class B1(O): n = "B1"
class C1(O): n = "C1"
class D1(O): n = "D1"
class E1(O): n = "E1"
class K1(A1, B1, C1): pass
class K2(D1, B1, E1): pass
class K3(D1, A1): pass
class Z1(K1, K2, K3): pass
print([c.__name__ for c in Z1.__mro__])
class M(type):
    def mro(cls):
        base = super().mro()
        return base[:1] + base[1:][::-1] if cls.__name__ == "Flip" else base
class Flip(A, metaclass=M): pass
print([c.__name__ for c in Flip.__mro__])
class L:
    v = "L"
class R:
    v = "R"
class LR(L, R): pass
print(LR.v)
LR.__bases__ = (R, L)
print(LR.v, [c.__name__ for c in LR.__mro__], L.__subclasses__() == [LR])
print(LR.__base__, int.__mro__, bool.__mro__, type.__mro__)
