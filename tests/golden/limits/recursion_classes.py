# Classes whose making makes them.
def t(f, *a):
    try:
        f(*a)
        print('no error')
    except RecursionError as e:
        print('RecursionError', str(e)[:60])
    except Exception as e:
        print(type(e).__name__, str(e)[:60])
class A:
    def __init__(self): A()
t(A)
class B:
    def __new__(cls): return B()
t(B)
class M(type):
    def __call__(cls,*a): return cls(*a)
class C(metaclass=M): pass
t(C)
class M2(type):
    def __new__(m,n,b,d): return M2(n,b,d)
t(lambda: M2('x',(),{}))
class I:
    def __init_subclass__(cls): type('z',(cls,),{})
t(lambda: type('y',(I,),{}))
class P(type):
    @classmethod
    def __prepare__(m,n,b): 
        class X(metaclass=P): pass
        return {}
def q():
    class Y(metaclass=P): pass
t(q)
class S:
    def __set_name__(self,o,n): type('q',(),{'a':S()})
t(lambda: type('r',(),{'a':S()}))
