class Base:
    registry = []
    def __init_subclass__(cls, /, tag=None, **kw):
        print("init_subclass", cls.__name__, tag, kw)
        super().__init_subclass__(**kw)
        Base.registry.append((cls.__name__, tag))
class A(Base): pass
class B(Base, tag="b"): pass
class C(B, tag="c"): x = 1
print(Base.registry)
try:
    class D(Base, other=1): pass
except TypeError as e:
    print(e)
class Desc:
    def __set_name__(self, owner, name): print("set_name", owner.__name__, name)
class E(Base):
    d = Desc()
    e = Desc()
class F:
    d = Desc()
F.late = Desc()
shared = Desc()
class G:
    a = b = shared
class Bad:
    def __set_name__(self, owner, name): raise ValueError("bad " + name)
try:
    class H: attr = Bad()
except ValueError as e:
    print(type(e).__name__, e, e.__notes__)
class Wrong:
    def __set_name__(self): pass
try:
    class I: attr = Wrong()
except TypeError as e:
    print(e, e.__notes__)
class J:
    def __init_subclass__(cls): cls.added = 1
class K(J): pass
print(K.added, hasattr(J, "added"))
try:
    class L(J, k=1): pass
except TypeError as e:
    print(e)
class M:
    @classmethod
    def __init_subclass__(cls, **kw): print("explicit classmethod", kw)
class N(M, q=1): pass
type("O", (Base,), {}, tag="dyn")
class P(Base):
    def __init_subclass__(cls, **kw): print("P hook", cls.__name__)
class Q(P, anything=1): pass
print(len(Base.registry))
