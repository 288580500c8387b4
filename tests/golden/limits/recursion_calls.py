# Calls that never get to a function.
def t(f, *a):
    try:
        f(*a)
        print('no error')
    except RecursionError as e:
        print('RecursionError', str(e)[:60])
    except Exception as e:
        print(type(e).__name__, str(e)[:60])
class A:
    def __call__(self,*a): return self(*a)
t(A(),1)
class B: pass
B.__call__=B()
t(B())
