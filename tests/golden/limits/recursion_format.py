# Formats that need themselves.
def t(f, *a):
    try:
        f(*a)
        print('no error')
    except RecursionError as e:
        print('RecursionError', str(e)[:60])
    except Exception as e:
        print(type(e).__name__, str(e)[:60])
class A:
    def __format__(self,s): return '{:{}}'.format(self,s)
t(lambda: format(A(),'x'))
class B:
    def __str__(self): return '{}'.format(self)
t(lambda: str(B()))
class C:
    def __format__(self,s): return f'{self:{s}}'
t(lambda: format(C(),'x'))
t(lambda: '{:{:{}}}'.format(1,2,3))
class E:
    def __getattr__(self,n): return '{0.x}'.format(self)
t(lambda: '{0.x}'.format(E()))
class F(dict):
    def __getitem__(self,n): return '%(x)s'%self
t(lambda: '%(x)s'%F())
