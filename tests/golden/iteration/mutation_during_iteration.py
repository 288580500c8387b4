l = [1, 2, 3, 4]
for x in l:
    if x % 2: l.remove(x)
print(l)
l = [1, 2, 3]
for i, x in enumerate(l):
    if len(l) < 6: l.append(x + 10)
print(l)
l = [1, 2, 3, 4, 5]
for x in l: l.pop()
print(l, x)
l = [1, 2, 3]
for x in l: l.insert(0, x) if len(l) < 6 else None
print(l)
l = [1, 2, 3]; it = iter(l); next(it); l.clear(); print(list(it)); l.extend([7, 8, 9]); print(list(it))
l = [3, 1, 2]
for x in l: l.sort(); print(x, end=" ")
print(l); l = [1, 2, 3, 4]; r = reversed(l); next(r); l.pop(); l.pop(); print(list(r))
def t(f):
    try: print(f())
    except RuntimeError as e: print(e)
def d1():
    d = {1: 1, 2: 2}
    for k in d: d[k + 10] = 1
def d2():
    d = {1: 1, 2: 2}
    for k in d: del d[k]
def d3():
    d = {1: 1, 2: 2}
    for k in d: del d[k]; d[k] = 5
    return d
def d4():
    d = {1: 1, 2: 2}
    for k in list(d): del d[k]
    return d
def d5():
    d = {i: i for i in range(5)}
    for k, v in d.items(): d[k] = v * 2
    return d
def d6():
    d = {1: 1}
    for v in d.values(): d.clear()
    return d
def d7(): d = {1: 1, 2: 2}; return [d.pop(k) for k in d]
def s1():
    s = {1, 2}
    for x in s: s.add(x + 10)
def s2():
    s = {1, 2, 3}
    for x in s: s.discard(x)
def s3():
    s = {1, 2}
    for x in s: s.remove(x); s.add(x)
    return s
for f in (d1, d2, d3, d4, d5, d6, d7, s1, s2, s3): t(f)
b = bytearray(b"abc")
for x in b:
    if len(b) < 6: b.append(x + 1)
print(b)
g = (x for x in [1, 2, 3]); print([x + next(g, 0) for x in g])
z = zip(it := iter(range(7)), it, it); print(list(z), list(it)); m = map(lambda a, b: (a, b), i2 := iter("abcde"), i2); print(list(m))
a, b = [1, 2], [3]
for x, y in zip(a, b):
    b.append(y + 1) if len(b) < 4 else None; a.append(0)
    if len(a) > 5: break
print(a, b); from itertools import chain, cycle
l = [1]
for x in chain(l, l):
    if len(l) < 3: l.append(x + 1)
print(l); c = cycle(l2 := [1, 2]); next(c); l2.append(3); print([next(c) for _ in range(5)]); e = enumerate(l3 := ["a"]); l3.append("b"); print(list(e))
class Shrink(list):
    def __iter__(self):
        while self: yield self.pop()
s = Shrink([1, 2, 3]); print([x for x in s], s)
