# The wording of every binding error.
def t(f, *args, **kwargs):
    try:
        print(f(*args, **kwargs))
    except TypeError as error:
        print(error)

def none(): pass
def one(a): pass
def two(a, b): pass
def three(a, b, c): pass
def opt(a, b=1): pass
def opt2(a, b, c=1, d=2): pass
def pos(a, b, /): pass
def pos_opt(a, b=1, /): pass
def kwonly(*, a, b): pass
def kwonly3(*, a, b, c): pass
def mixed(a, *, k): pass
def mixed_opt(a, *, k=1): pass
def var(a, *args): pass
def kws(a, **kw): pass
def pos_kws(a, /, **kw): pass

t(none, 1); t(none, 1, 2); t(none, x=1)
t(one); t(one, 1, 2); t(one, b=1); t(one, 1, a=1)
t(two); t(two, 1); t(two, b=1); t(two, 1, 2, 3); t(two, 1, c=1)
t(three); t(three, 1); t(three, 1, 2); t(three, c=1)
t(opt); t(opt, 1, 2, 3); t(opt, b=1); t(opt, 1, 2, b=3)
t(opt2); t(opt2, 1); t(opt2, 1, 2, 3, 4, 5)
t(pos); t(pos, 1); t(pos, a=1, b=2); t(pos, 1, b=2); t(pos, 1, 2, 3)
t(pos_opt); t(pos_opt, 1, 2, 3); t(pos_opt, 1, b=2)
t(kwonly); t(kwonly, a=1); t(kwonly, 1); t(kwonly, 1, 2, a=1, b=2); t(kwonly, a=1, b=2, c=3)
t(kwonly3); t(kwonly3, b=2)
t(mixed); t(mixed, 1); t(mixed, 1, 2); t(mixed, 1, 2, k=3); t(mixed, 1, 2, 3, k=3); t(mixed, k=3)
t(mixed_opt, 1, 2); t(mixed_opt, 1, 2, k=3); t(mixed_opt)
t(var); t(var, a=1); t(var, 1, a=1); t(var, 1, b=2)
t(kws); t(kws, 1, 2); t(kws, 1, a=2); t(kws, b=2)
t(pos_kws, a=1); t(pos_kws, 1, a=1)
t(lambda x: x); t(lambda: 0, 1); t(lambda *, y: 0, 1)

class C:
    def m(self): pass
    def n(self, a): pass
    @classmethod
    def c(cls, a): pass
    @staticmethod
    def s(a): pass
    def __init__(self, q=1): pass
    def __call__(self, z): pass

c = C()
t(c.m, 1); t(c.n); t(c.n, 1, 2); t(c.n, b=1); t(C.m); t(C.c); t(C.s); t(C.s, 1, 2)
t(C, 1, 2); t(C, w=1); t(c); t(c, 1, 2)
