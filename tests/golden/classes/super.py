class A:
    def __init__(self, *a): self.args = a
    def m(self): return "A.m"
    @classmethod
    def c(cls): return "A.c", cls.__name__
    @staticmethod
    def s(): return "A.s"
    @property
    def p(self): return "A.p"
    attr = "A.attr"
class B(A):
    def __init__(self, x): super().__init__(x, x)
    def m(self): return "B." + super().m()
    @classmethod
    def c(cls): return "B", super().c()
    def s(self): return super().s()
    @property
    def p(self): return "B+" + super().p
    def at(self): return super().attr
    def old(self): return super(B, self).m()
    def comp(self): return [super(B, self).m() for _ in range(1)], [c for c in (super().m(),)]
    def nested(self):
        def inner(): return super(B, self).m()
        return inner()
b = B(1)
print(b.args, b.m(), b.c(), B.c(), b.s(), b.p, b.at(), b.old(), b.comp(), b.nested())
print(super(B, b).m(), super(B, B).c(), super(B, b).__thisclass__, super(B, b).__self_class__, super(B, b).__self__ is b)
class C:
    def nope(self): return super().nope()
    def args(): return super()
    def gen(self): return list(super().nope for _ in [1])
    def deleted(self):
        del self
        return super()
    def rebound(self):
        self = 5
        return super()
    def set(self): super().x = 1
for f in (lambda: C().nope(), lambda: C.args(), lambda: C().gen(), lambda: C().deleted(), lambda: C().rebound(), lambda: C().set(),
          lambda: super(), lambda: super(5), lambda: super(int, "x"), lambda: super(B, A()), lambda: super(1, 2, 3), lambda: super(B, b).zz):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
u = super(B)
print(u.__get__(b, B).m(), repr(u), repr(super(int, 5)))
class Meta(type):
    def __call__(cls, *a):
        print("call", cls.__name__)
        return super().__call__(*a)
class D(metaclass=Meta):
    def __new__(cls, *a): return super().__new__(cls)
    def who(self): return __class__.__name__
print(D(1).who())
class Cell:
    def get(self): return __class__
    f = lambda self: __class__
print(Cell().get() is Cell, Cell().f() is Cell)
