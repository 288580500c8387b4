# Comprehensions and lambdas that call their function.
def t(f, *a):
    try:
        f(*a)
        print('no error')
    except RecursionError as e:
        print('RecursionError', str(e)[:60])
    except Exception as e:
        print(type(e).__name__, str(e)[:60])
def f(): return [f() for _ in range(1)]
t(f)
def f(): return {f() for _ in range(1)}
t(f)
def f(): return {1:f() for _ in range(1)}
t(f)
def f(): return list(f() for _ in range(1))
t(f)
f=lambda: f()
t(f)
f=lambda x: (lambda: f(x))()
t(f,1)
f=lambda x=1: f(*(x,))
t(f)
