# Containers that hold themselves.
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
l=[]; l.append(l); print(l, repr(l)); m=[]; m.append(m)
t(lambda: l==m); t(lambda: l<m)
d={}; d[1]=d; e={}; e[1]=e; print(d); t(lambda: d==e)
t(lambda: hash((l,)))
