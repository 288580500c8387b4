# A long chain of instances with `__del__` ends.
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
class N:
    def __del__(self): global c; c+=1
c=0
x=None
for i in range(200000):
    y=N(); y.n=x; x=y
del x,y
print(c)
