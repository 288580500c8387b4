# Recursion in and around handlers.
def t(f, *a):
    try:
        f(*a)
        print('no error')
    except RecursionError as e:
        print('RecursionError', str(e)[:60])
    except Exception as e:
        print(type(e).__name__, str(e)[:60])
def f():
    try: f()
    except: f()
import sys
sys.setrecursionlimit(60)
def f(n=0):
    try: f(n+1)
    finally: pass
t(f)
def f(n=0):
    try: raise ValueError(n)
    except ValueError: f(n+1)
t(f)
def f(n=0):
    try: return
    finally: f(n+1)
t(f)
def f(n=0):
    with open('/dev/null'): f(n+1)
t(f)
cnt=0
def g(n):
    global cnt
    cnt+=1
    try: g(n+1)
    except RecursionError:
        if cnt<5000: g(n+1)
        raise
t(g,0)
print('end')
