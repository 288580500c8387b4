# A long chain by attribute dictionaries ends.
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
class M: pass
x=None
for i in range(300000):
    y=M(); y.__dict__['n']=x; x=y
del x,y
x=None
for i in range(300000):
    y=M(); y.__dict__={'n':x}; x=y
del x,y
print('ok')
