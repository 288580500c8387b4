# A raised limit is honoured: 90,000 calls deep.
import sys
sys.setrecursionlimit(10**5)
def f(n): return 0 if n==0 else 1+f(n-1)
print(f(90000))
class A:
    def m(self,n): return 0 if n==0 else 1+self.m(n-1)
    def __init__(self,n=0): self.x = A(n-1) if n else None
print(A().m(90000))
A(40000)
def g(n):
    if n: yield from g(n-1)
    yield n
print(sum(g(2000)))
def h(n):
    try:
        return h(n-1)+1 if n else 0
    finally: pass
print(h(90000))
def k(n,*a,**kw): return k(n-1,*a,**kw)+1 if n else 0
print(k(90000,1,2,x=3))
l=lambda n: l(n-1)+1 if n else 0
print(l(90000))
def c(n): return [c(n-1) for _ in [1]][0]+1 if n else 0
print(c(40000))
def m(n):
    for i in range(1):
        with open('/dev/null') as q:
            pass
        while True:
            if n: return m(n-1)+1
            return 0
print(m(8000))
