# Properties and descriptors that read themselves.
def t(f, *a):
    try:
        f(*a)
        print('no error')
    except RecursionError as e:
        print('RecursionError', str(e)[:60])
    except Exception as e:
        print(type(e).__name__, str(e)[:60])
class A:
    @property
    def x(self): return self.x
    @x.setter
    def x(self,v): self.x=v
    @x.deleter
    def x(self): del self.x
t(lambda: A().x); t(lambda: setattr(A(),'x',1)); t(lambda: delattr(A(),'x'))
class D:
    def __get__(self,o,t=None): return o.d
    def __set__(self,o,v): o.d=v
class B: d=D()
t(lambda: B().d); t(lambda: setattr(B(),'d',1))
