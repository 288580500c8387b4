# def and class wherever statements may stand.
if True:
    def a(): return "if"
else:
    def a(): return "else"
print(a())
for i in range(2):
    def b(i=i): return i
    class B:
        n = i
print(b(), B.n)
try:
    raise ValueError
except ValueError:
    def c(): return "except"
finally:
    def d(): return "finally"
print(c(), d())
while True:
    def e(): return "while"
    break
print(e())
def f():
    class Inner:
        def m(self):
            def deepest(): return "deep"
            return deepest
    return Inner().m()
print(f()(), f().__qualname__)
def g(): return 1
def g(): return 2
print(g())
def h(): "only a docstring"
print(h(), h.__doc__)
def i(): return
def j(): ...
print(i(), j())
def k(x):
    if x: return "early"
    print("falls through")
print(k(1), k(0))
def l(): return 1, 2
def m(): return *[1], 2
print(l(), m())
def n(): return (yield)
print(type(n()).__name__)
with open(__file__) as file:
    def o(): return file.closed
print(o())
match 1:
    case 1:
        def p(): return "case"
print(p())
def q(): x = 1; y = 2; return x + y
print(q())
exec("def r(a): return a * 2")
print(r(4), r.__module__)
def s(s): return s
print(s(1))
