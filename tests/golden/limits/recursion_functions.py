# Functions that call themselves without end.
def t(f, *a):
    try:
        f(*a)
        print('no error')
    except RecursionError as e:
        print('RecursionError', str(e)[:60])
    except Exception as e:
        print(type(e).__name__, str(e)[:60])
def f(n): return f(n+1)
t(f,0)
def f(n): return f(n+1)+1
t(f,0)
def f(*a,**k): return f(*a,**k)
t(f,0)
def f(n,m=1): f(n,m=2)
t(f,0)
