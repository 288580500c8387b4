# A list of a subclass that holds itself.
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
class L(list): pass
a=L(); a.append(a); print(a)
b=L(); b.append(b)
t(lambda: a==b)
