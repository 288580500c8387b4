# Methods that call themselves without end.
def t(f, *a):
    try:
        f(*a)
        print('no error')
    except RecursionError as e:
        print('RecursionError', str(e)[:60])
    except Exception as e:
        print(type(e).__name__, str(e)[:60])
class A:
    def m(self): return self.m()
    @classmethod
    def c(cls): return cls.c()
    @staticmethod
    def s(): return A.s()
t(A().m); t(A.c); t(A.s)
