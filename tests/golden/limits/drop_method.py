# Long chains of methods and partials end.
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
class A:
    def m(self): pass
import types
x=1
for i in range(500000): x=types.MethodType(len,x)
del x
import functools
x=len
for i in range(500000): x=functools.partial(len,x)
del x
x=len
for i in range(500000): x=functools.partial(len,k=x)
del x
print('ok')
