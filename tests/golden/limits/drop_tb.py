# Long tracebacks end.
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
def f(n):
    if n==0: raise ValueError
    f(n-1)
sys.setrecursionlimit(100000)
try: f(50000)
except ValueError as e: x=e.__traceback__
n=0
y=x
while y: n+=1; y=y.tb_next
print(n)
del x,y
import types
x=None
try: f(0)
except ValueError as e: tb=e.__traceback__; fr=tb.tb_frame
for i in range(300000): x=types.TracebackType(x,fr,1,1)
del x
print('ok')
