# Iterators and mappings that unpack themselves.
def t(f, *a):
    try:
        f(*a)
        print('no error')
    except RecursionError as e:
        print('RecursionError', str(e)[:60])
    except Exception as e:
        print(type(e).__name__, str(e)[:60])
class A:
    def __iter__(self): return self
    def __next__(self): return next(self)
t(lambda: next(A())); t(lambda: [*A()]); t(lambda: dict(A())); t(lambda: a(*A()))
class B:
    def __iter__(self): yield from self
t(lambda: list(B()))
class C:
    def keys(self): return {**self}
    def __getitem__(s,i): return 1
t(lambda: {**C()}); t(lambda: dict(C())); t(lambda: t(**C()))
