# Slices, unpacking, loops over pairs and sets, membership, powers.
class L(list):
    def __getitem__(self,k): return ('get',k)
    def __setitem__(self,k,v): print('set',k,v)
def f(a,b=None,c=None):
    out=[]
    out.append(a[b:c]); out.append(a[:]); out.append(a[::-1]); out.append(a[b:c:2]); out.append(a[c:b:-2]); out.append(a[::3])
    return out
for s in [list(range(10)), tuple(range(10)), 'abcdefghij', 'äbcdefghij€', b'abcdefghij', range(10), bytearray(b'abcdefghij'), L([1,2])]:
    for b,c in [(None,None),(2,5),(-3,None),(None,-2),(5,2),(100,200),(-100,100),(True,3)]:
        print(f(s,b,c))
class I:
    def __init__(s,i): s.i=i
    def __index__(s): return s.i
print([1,2,3,4][I(1):I(3)])
for bad in ("[1,2][:'a']","[1,2]['a':]","(1,2)[1.0:]","5[1:2]","None[:]","{}[1:2]","[1][::0]"):
    try: print(eval(bad))
    except Exception as e: print(type(e).__name__, e)
def g():
    l=list(range(8))
    l[1:3]='xyz'; print(l)
    l[:2]=[]; print(l)
    l[::2]=[0]*len(l[::2]); print(l)
    l[5:2]=[9]; print(l)
    l[:]=reversed(l); print(l)
    l[1:3]=l; print(l)
    l[2:4]=iter(l); print(l)
    try: l[:]=5
    except TypeError as e: print(e)
    try: l[::2]=[1]
    except ValueError as e: print(e)
    try: (1,2)[:]=[1]
    except TypeError as e: print(e)
    L([1])[1:2]=3
    d={}; 
    try: d[1:2]=3
    except TypeError as e: print(e)
    print(d)
    l[0:1]+=[5]; print(l)
    l[-1]*=2; l[0]-=1; l[1]|=4; print(l)
    x=[1.5,2]; x[0]**=2; x[1]/=4; x[1]//=3; print(x)
    a,b,c=[1,2,3]; print(a,b,c)
    a,b=b,a; print(a,b)
    a,b,c=c,a,b; print(a,b,c)
    a,b,c,d,e=range(5); print(a,e)
    a,(b,c),d='x',[1,2],3; print(a,b,c,d)
    (a,b),c=[[1,2],3]; print(a,b,c)
    for v in ([1],[1,2,3],(1,),'abc',5,{1:2,3:4}, iter([1,2])):
        try:
            a,b=v; print(a,b)
        except Exception as e: print(type(e).__name__,e)
    for v in ([1],[1,2,3]):
        try:
            a,L1[0]=v
        except Exception as e: print(type(e).__name__,e)
    class D:
        def __del__(s): lst.append(99); lst.clear()
    lst=[1,2]; a=D()
    a,b=lst; print(a,b,lst)
    it=reversed(l); next(it); k=[0]; k[:]=it; print(k, list(it))
L1=[0]
g()
def h():
    for i,(a,b) in enumerate([(1,2),(3,4)],5): print(i,a,b)
    for a,b in {1:2,'x':3}.items(): print(a,b)
    for a,b in zip([1,2],'abc'): print(a,b)
    for [a,b] in zip('ab','cd'): print(a,b)
    for a,*b in zip('ab','cd'): print(a,b)
    try:
        for a,b in zip([1,2],[1],strict=True): print(a,b)
    except ValueError as e: print(e)
    try:
        for a,b,c in enumerate('a'): pass
    except ValueError as e: print(e)
    try:
        for a in enumerate('a'): print(a)
        for a, in enumerate('a'): pass
    except ValueError as e: print(e)
    d={1:1,2:2}
    try:
        for k in d: d[k+10]=1
    except RuntimeError as e: print(e)
    d={1:1,2:2}
    try:
        for k in d:
            del d[k]; d[k+10]=1
    except RuntimeError as e: print(e)
    d={1:1,2:2}
    try:
        for k,v in d.items(): del d[k]
    except RuntimeError as e: print(e)
    s={1,2,3}
    try:
        for k in s: s.add(k+10)
    except RuntimeError as e: print(e)
    for k in frozenset([3,1]): print(k)
    for k in {}: print(k)
    else: print('else')
    for i,v in enumerate('ab', 2**63-1): print(i,v)
    print([i for i in {1,2,3} if i in (1,3)], [k for k in {'a':1}], [a+b for a,b in zip([1],[2])])
h()
class E:
    def __eq__(s,o): print('eq',o); return True
    def __hash__(s): return 1
print(1 in {E()}, 1 in {E():2}, 1 in [E()], 1 in (2,E()), E() in (1,), 1 in frozenset([E()]), 2 in {E()})
nan=float('nan'); print(nan in [nan], nan in (nan,), 'a' in 'abc', 3 in [1,2.0,3.0], True in {1}, None in [0,None], [] in [[]])
try: [] in {1}
except TypeError as e: print(e)
try: 1 in 5
except TypeError as e: print(e)
a={1,2,3}; b=frozenset([2,3,4]); print(a&b,a-b,a|b,a^b,b-a,a<=b,{2}<a,a.isdisjoint({9}),a.isdisjoint([1]),{E()}&{1}, {1,E()}<= {1,7})
print(2.0**3, 2**3, 2.0**-1, (-8)**2, 0.0**2, (-8.0)**3, (-8.0)**0.5, 2.0**0.5, 10**20, 3**40, 3**39, 2**-1, 2**62, 2**63, (-2)**63, (-2)**3)
try: 0.0**-1
except ZeroDivisionError as e: print(e)
try: 10.0**400
except OverflowError as e: print(e)
print(-7%3,-7//3,7%-3,7//-3,-2**63//1,(-2**63)%7,(-2**63)//7, 2**62%3)
x=5
print(0<=x<10, 0<=x>10<3, 1<x<10<20, 1<2<'a' if 0 else 'n')
if 1<x<10: print('y')
if not 1<x<3: print('n')
class T:
    def __bool__(s): print('bool'); return False
    def __lt__(s,o): return T()
if T()<T()<T(): print('no')
def lt(t):
    if t: print('T')
    while t: break
    return not t
print(lt([]),lt(0),lt(T()),lt(1.0))
try: lt(undefined)
except NameError as e: print(e)
