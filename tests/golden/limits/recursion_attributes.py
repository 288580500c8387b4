# Attribute hooks that run into themselves.
def t(f, *a):
    try:
        f(*a)
        print('no error')
    except RecursionError as e:
        print('RecursionError', str(e)[:60])
    except Exception as e:
        print(type(e).__name__, str(e)[:60])
class A:
    def __getattr__(self,n): return getattr(self,n+'x') if len(n)<3 else self.foo
t(lambda: A().x)
class B:
    def __getattribute__(self,n): return self.x
t(lambda: B().x)
class C:
    def __setattr__(self,n,v): self.x=1
t(lambda: setattr(C(),'x',1))
class D:
    def __delattr__(self,n): del self.x
t(lambda: delattr(D(),'x'))
