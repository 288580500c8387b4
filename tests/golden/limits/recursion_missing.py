# A `__missing__` that asks again.
def t(f, *a):
    try:
        f(*a)
        print('no error')
    except RecursionError as e:
        print('RecursionError', str(e)[:60])
    except Exception as e:
        print(type(e).__name__, str(e)[:60])
class M(dict):
    def __missing__(self,k): return self[k]
t(lambda: M()[1])
