# Nested lists, deeper and deeper.
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
for d in 900, 3000, 9000,N:
    x=[]
    for i in range(d): x=[x]
    t(lambda: len(repr(x))); t(lambda: len(str(x))); t(lambda: x==x)
    y=[]
    for i in range(d): y=[y]
    t(lambda: x==y); t(lambda: x<y)
    t(hash,x)
