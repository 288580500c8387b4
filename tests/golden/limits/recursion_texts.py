# Texts of objects that need themselves.
def t(f, *a):
    try:
        f(*a)
        print('no error')
    except RecursionError as e:
        print('RecursionError', str(e)[:60])
    except Exception as e:
        print(type(e).__name__, str(e)[:60])
class A:
    def __repr__(self): return repr(self)
    def __str__(self): return str(self)
t(repr,A()); t(str,A()); t(lambda: '%s'%A()); t(lambda: f'{A()}'); t(lambda:f'{A()!r}')
class B:
    def __repr__(self): return repr([self])
t(repr,B())
class C:
    def __repr__(self): return '%r'%(self,)
t(repr,C())
class D:
    def __repr__(self): return f'{self!r}'
t(repr,D())
