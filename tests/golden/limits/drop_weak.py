# Many weak references to one object end.
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
import weakref
class A: pass
x=None
a=A()
keep=[]
for i in range(200000):
    x=weakref.ref(a, (lambda y: lambda r:y)(x))
del x
del a
print('ok')
