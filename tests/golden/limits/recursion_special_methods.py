# Special methods that use the operation they implement.
def t(f, *a):
    try:
        f(*a)
        print('no error')
    except RecursionError as e:
        print('RecursionError', str(e)[:60])
    except Exception as e:
        print(type(e).__name__, str(e)[:60])
class A:
    def __getitem__(self,i): return self[i]
    def __setitem__(self,i,v): self[i]=v
    def __delitem__(self,i): del self[i]
    def __contains__(self,i): return i in self
    def __len__(self): return len(self)
    def __bool__(self): return bool(self)
    def __iter__(self): return iter(self)
    def __next__(self): return next(self)
    def __int__(self): return int(self)
    def __float__(self): return float(self)
    def __index__(self): return [1][self]
    def __add__(self,o): return self+o
    def __radd__(self,o): return o+self
    def __iadd__(self,o): self+=o; return self
    def __neg__(self): return -self
    def __abs__(self): return abs(self)
    def __pow__(self,o): return self**o
    def __enter__(self):
        with self: pass
    def __exit__(self,*a): pass
    def __reversed__(self): return reversed(self)
    def __format__(self,s): return format(self,s)
    def __dir__(self): return dir(self)
    def __round__(self,*a): return round(self)
    def __complex__(self): return complex(self)
    def __length_hint__(self): return list(self)
    def __bytes__(self): return bytes(self)
    def __divmod__(self,o): return divmod(self,o)
    def __missing__(self,k): return self[k]
a=A()
def s(): a[1]=2
def d(): del a[1]
def w():
    with a: pass
def ia():
    b=a
    b+=1
for f in (lambda:a[1], s, d, lambda: 1 in a, lambda: len(a), lambda: bool(a), lambda: iter(a), lambda: next(a), lambda: int(a), lambda: float(a), lambda:[1][a], lambda: a+1, lambda: 1+a, ia, lambda:-a, lambda: abs(a), lambda:a**2, w, lambda: reversed(a), lambda: format(a,'x'), lambda: f'{a:x}', lambda: '{:x}'.format(a), lambda: dir(a), lambda: round(a), lambda: complex(a), lambda: bytes(a), lambda: divmod(a,1), lambda: 1 if a else 2, lambda: not a, lambda: [*a], lambda: list(a)):
    t(f)
