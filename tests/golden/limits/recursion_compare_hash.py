# Comparisons and hashes that need themselves.
def t(f, *a):
    try:
        f(*a)
        print('no error')
    except RecursionError as e:
        print('RecursionError', str(e)[:60])
    except Exception as e:
        print(type(e).__name__, str(e)[:60])
class A:
    def __eq__(self,o): return self==o
    def __hash__(self): return hash(self)
    def __lt__(self,o): return self<o
    def __ne__(self,o): return self!=o
t(lambda: A()==A()); t(lambda: hash(A())); t(lambda: A()<A()); t(lambda: A()!=A())
class B:
    def __eq__(self,o): return [self]==[o]
t(lambda: B()==B())
class C:
    def __hash__(self): return hash((self,))
t(lambda: hash(C()))
class D:
    def __hash__(self): return 1
    def __eq__(self,o): return {self:1}.get(D())
t(lambda: D()==D())
