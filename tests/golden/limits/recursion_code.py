# Code that executes itself.
def t(f, *a):
    try:
        f(*a)
        print('no error')
    except RecursionError as e:
        print('RecursionError', str(e)[:60])
    except Exception as e:
        print(type(e).__name__, str(e)[:60])
def f(): exec('f()')
t(f)
def f(): eval('f()')
t(f)
c=compile('f()','x','eval')
def f(): eval(c)
t(f)
def f(): __import__('functools').reduce(lambda a,b:f(),[1,2])
t(f)
