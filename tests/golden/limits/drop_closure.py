# Long chains of functions end.
import sys
def t(f, *a):
    try:
        r=f(*a)
        print('fine', r if isinstance(r,(int,bool)) else type(r).__name__)
    except RecursionError as e:
        print('RecursionError', str(e)[:60])
    except Exception as e:
        print(type(e).__name__, str(e)[:60])
N=200000
def mk(x):
    def f(): return x
    return f
x=None
for i in range(500000): x=mk(x)
del x
def mk(x):
    def f(y=x): return y
    return f
x=None
for i in range(500000): x=mk(x)
del x
def mk(x):
    def f(*,y=x): return y
    return f
x=None
for i in range(500000): x=mk(x)
del x
def g(): pass
x=None
for i in range(300000):
    def g(): pass
    g.x=x; x=g
del x,g
x=None
for i in range(300000):
    l=lambda: 1
    l.__annotations__={'a':x}; x=l
del x,l
print('ok')
