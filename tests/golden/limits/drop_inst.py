# Long chains of instances end.
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
    __slots__='n',
class M: pass
class O(list): pass
class P(dict): pass
class Q(tuple): pass
class X(Exception): pass
for C in N,M,O,P,X:
    x=None
    for i in range(200000):
        y=C()
        if C is N or C is M or C is X: y.n=x
        elif C is O: y.append(x)
        else: y[1]=x
        x=y
    del y
    x=None
x=None
for i in range(300000):
    x=Q((x,)) 
x=None
print('ok')
