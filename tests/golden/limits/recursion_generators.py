# Generators that wait for themselves.
def t(f, *a):
    try:
        f(*a)
        print('no error')
    except RecursionError as e:
        print('RecursionError', str(e)[:60])
    except Exception as e:
        print(type(e).__name__, str(e)[:60])
def g():
    yield from g()
t(lambda: next(g()))
def g():
    for x in g(): yield x
t(lambda: next(g()))
def g(n):
    yield n
    yield from g(n+1)
t(lambda: list(g(0)))
it=None
def h(): yield next(it)
it=h()
t(lambda: next(it))
def ge(): return (x for x in ge2())
def ge2(): return list(ge())
t(ge2)
