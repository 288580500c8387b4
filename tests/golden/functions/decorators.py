log = []
def deco(tag):
    log.append("make " + tag)
    def wrap(f):
        log.append("wrap " + tag)
        def inner(*a, **k):
            return tag, f(*a, **k)
        inner.__name__ = f.__name__
        return inner
    return wrap

@deco("outer")
@deco("inner")
def f(x): return x

print(log, f(1), f.__name__)

@lambda f: [f]
def g(): return 5
print(type(g), g[0]())

table = {}
@table.setdefault
def h(): pass
print(list(table) == [h] if h else table.keys().__len__())

@(x := (lambda f: f))
def i(): return "walrus"
print(i(), x(3))

@[lambda f: "picked"][0]
def j(): pass
print(j)

def cls(c):
    c.tag = c.__name__.lower()
    return c
@cls
class Thing:
    @property
    def a(self): return 1
    @a.setter
    def a(self, v): print("set", v)
    @staticmethod
    def s(): return "static"
    @classmethod
    def c(cls): return cls.__name__
t = Thing()
t.a = 3
print(Thing.tag, t.a, t.s(), Thing.s(), t.c(), Thing.c())

class count:
    def __init__(self, f): self.f, self.n = f, 0
    def __call__(self, *a):
        self.n += 1
        return self.f(*a)
@count
def k(a): return a
k(1), k(2)
print(k.n)
try:
    @print
    @undefined
    def l(): pass
except NameError as e:
    print(e)
try:
    @5
    def m(): pass
except TypeError as e:
    print(e)
@str
class P: pass
print(P)
