# Defaults are made once, in order, where the def runs.
log = []
def note(x):
    log.append(x)
    return x

def f(a=note(1), b=note(2), *, c=note(3), d=note(4)):
    return a, b, c, d

print(log, f(), f(5, d=6), log)

def acc(x, into=[]):
    into.append(x)
    return into

print(acc(1), acc(2), acc(3, []), acc(4))
print(acc.__defaults__)

def g(a, b=2, *, k=3): return a, b, k
print(g.__defaults__, g.__kwdefaults__)
g.__defaults__ = (10, 20)
print(g(), g(1))
g.__kwdefaults__ = {"k": 30}
print(g())
g.__defaults__ = None
try:
    g()
except TypeError as e:
    print(e)
g.__kwdefaults__ = None
try:
    g(1, 2)
except TypeError as e:
    print(e)
for bad in (1, [1]):
    try:
        g.__defaults__ = bad
    except TypeError as e:
        print(e)
    try:
        g.__kwdefaults__ = bad
    except TypeError as e:
        print(e)
fs = [lambda i=i: i for i in range(4)]
print([f() for f in fs])
fs = [lambda: i for i in range(4)]
print([f() for f in fs])

x = "outer"
class K:
    x = "class"
    def m(self, y=x): return y, x
print(K().m())
print((lambda: None).__defaults__, (lambda *, a=1: 0).__kwdefaults__)
