# A call site keeps nothing of what it has called: not methods, not constructors, not what super() finds.
import gc, weakref
class Big: pass
def method():
    big = Big()
    class C:
        def m(self): return big
    return C, weakref.ref(big)
def call(it): return it.m()
C, big = method()
c = C(); call(c); call(c)
del C, c; gc.collect(); print("method", big())
def constructor():
    big = Big()
    class C:
        def __init__(self): self.big = big
    return C, weakref.ref(big)
def make(it): return it()
C, big = constructor()
make(C); make(C)
del C; gc.collect(); print("constructor", big())
def base():
    big = Big()
    class B:
        def m(self): return big
    return B, weakref.ref(big)
def derive(B):
    class C(B):
        def m(self): return super().m()
    return C
B, big = base()
C = derive(B); C().m(); C().m()
del B, C; gc.collect(); print("super", big())
# What a site has learnt is not what it goes on calling.
class D:
    def m(self): return 1
d = D()
def again(): return d.m()
again(); again()
D.m = lambda self: 2
print(again())
d.m = lambda: 3
print(again())
del d.m, D.m
D.__getattr__ = lambda self, name: lambda: name
print(again())
