class A:
    def __new__(cls, *a, **k):
        print("new", cls.__name__, a, k)
        return super().__new__(cls)
    def __init__(self, *a, **k): print("init", a, k)
A(1, b=2)
class B(A):
    def __new__(cls, *a): return "not an instance"
print(B(1))
class C(A):
    def __new__(cls, *a): return A.__new__(D)
class D(C): pass
print(type(C(5)).__name__)
class Pos(int):
    def __new__(cls, v): return super().__new__(cls, abs(v))
    def __init__(self, v): self.orig = v
p = Pos(-5)
print(p, p.orig, type(p), p + 1, type(p + 1))
class BadInit:
    def __init__(self): return 5
class NoArgs: pass
class OnlyNew:
    def __new__(cls, a): return object.__new__(cls)
class OnlyInit:
    def __init__(self, a): self.a = a
def t(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
t(BadInit); t(lambda: NoArgs(1)); t(lambda: NoArgs(a=1)); t(OnlyNew); t(lambda: OnlyNew(1).__class__.__name__); t(OnlyInit)
t(lambda: object.__new__(NoArgs, 1)); t(lambda: object.__new__(5)); t(lambda: object.__new__()); t(lambda: object.__new__(int)); t(lambda: int.__new__(str)); t(lambda: object(1))
t(lambda: OnlyInit(1).__init__(2)); t(lambda: object().__init__(1)); t(lambda: NoArgs().__init__(1)); t(lambda: int.__new__(bool))
class Singleton:
    it = None
    def __new__(cls):
        if cls.it is None: cls.it = super().__new__(cls)
        return cls.it
    def __init__(self): self.n = getattr(self, "n", 0) + 1
print(Singleton() is Singleton(), Singleton().n)
class T(tuple):
    def __new__(cls, a, b): return tuple.__new__(cls, (a, b))
    a = property(lambda s: s[0])
t1 = T(1, 2)
print(t1, t1.a, type(t1).__name__, t1 == (1, 2), len(t1))
class F(float):
    def __repr__(self): return "F" + super().__repr__()
print(F(2), F("3.5") + 1, [F(1)], str(F(1)))
class S(str):
    def __new__(cls, *a): return super().__new__(cls, " ".join(a))
print(S("a", "b"), S("x").upper(), type(S("x").upper()))
class Init(list):
    def __init__(self, *a): super().__init__(a); self.append("end")
print(Init(1, 2))
class M(dict):
    def __init__(self, **k): super().__init__(k, extra=1)
print(M(a=0))
