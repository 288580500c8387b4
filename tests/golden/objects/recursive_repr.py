l = [1]; l.append(l); print(l, str(l), f"{l}")
d = {}; d["d"] = d; d["l"] = [d]; print(d)
t = ([],); t[0].append(t); print(t, t[0])
a, b = [], []; a.append(b); b.append(a); print(a, b, [a, b])
class C:
    def __repr__(self): return f"C({self.__dict__})"
c = C(); c.x = [1, {"k": (2,)}]; print(c)
class L(list): pass
m = L([1]); m.append(m); print(m)
class D(dict): pass
n = D(); n[1] = n; print(n)
from collections import deque, OrderedDict
q = deque([1]); q.append(q); print(q); o = OrderedDict(); o["o"] = o; print(o); print({"v": {}.values()}, [{}.keys()])
s = {frozenset({1})}; print(s, {(1, (2,)): [{3}]})
e = ValueError([1]); e.args[0].append(e); print(repr(e)[:40])
print([[]] * 3, [[[[]]]], ((((),),),), {1: {2: {3: {}}}}, [None, True, ...], [1.0, 1j, -0.0], ["a'b", 'c"d', "\n"], [b"x", bytearray(b"y")], [range(3), slice(1)], [int, len, print], {"é": "😀"}, [set(), frozenset(), {0}, frozenset({0})], (1,), [()])
class R:
    def __repr__(self): return "multi\nline"
print([R()], {R.__name__: R()}, (R(), R()), {"k": [R()]})
x = []; 
for _ in range(50): x = [x]
print(x); print(len(repr([list(range(1000))])))
class Bad:
    def __repr__(self): raise ValueError("bad repr")
for f in (lambda: [Bad()], lambda: {1: Bad()}, lambda: (Bad(),), lambda: deque([Bad()])):
    try: print(f())
    except ValueError as err: print("ValueError", err)
l = [1]; l.append(l)
try: print(l == [1, l], l == l, [l] == [l])
except RecursionError as err: print(err)
k = [1]; k.append(k)
try: print(l == k)
except RecursionError as err: print("RecursionError", err)
