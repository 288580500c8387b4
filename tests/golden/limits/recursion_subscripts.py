# Class items, unions and bases that need themselves.
def t(f, *a):
    try:
        f(*a)
        print('no error')
    except RecursionError as e:
        print('RecursionError', str(e)[:60])
    except Exception as e:
        print(type(e).__name__, str(e)[:60])
import sys
class A:
    def __class_getitem__(c,i): return A[i]
t(lambda: A[1])
class B:
    def __or__(s,o): return s|o
t(lambda: B()|1)
class C:
    def __mro_entries__(s,b): 
        class D(C()): pass
        return ()
def f():
    class E(C()): pass
t(f)
