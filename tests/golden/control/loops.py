out = []
for i in range(3): out.append(i)
print(out, i)
for i in range(0): pass
print(i)
for x, (y, z) in [(1, (2, 3)), (4, "ab")]: print(x, y, z)
for a, *b in ["abc", (1,)]: print(a, b)
for *a, b in [[1, 2, 3]]: print(a, b)
class O: pass
o = O()
for o.attr in (1, 2): pass
print(o.attr)
l = [0, 0]
for l[1] in (7, 8): pass
print(l)
d = {}
for d["k"] in "xy": pass
print(d)
for (i) in (1,): print(i)
for [i, j] in ((1, 2),): print(i, j)
for i in 1, 2, 3: print(i, end=" ")
print()
for i in *[1, 2], 3: print(i, end=" ")
print()
items = [1, 2, 3, 4]
for x in items:
    if x == 2: items.remove(x)
    print(x, end=" ")
print(items)
for x in items:
    if len(items) < 6: items.append(x * 10)
print(items)
n = 0
while True:
    n += 1
    if n < 3: continue
    if n > 5: break
print(n)
while n: n -= 1
print(n)
def err(src):
    try: exec(src)
    except Exception as e: print(type(e).__name__, e)
err("for i in 5: pass"); err("for i, j in [(1,)]: pass"); err("for i, j in [(1, 2, 3)]: pass"); err("for i, j in [5]: pass"); err("d = {1: 1}\nfor k in d: d[k + 1] = 1"); err("d = {1: 1, 2: 2}\nfor k in d: del d[k]"); err("s = {1}\nfor k in s: s.add(k + 1)"); err("d = {1: 1}\nfor k in d.items(): d.clear(); d[5] = 1; d[6] = 1"); err("for i, *j, k in [(1,)]: pass")
def ret():
    for i in range(10):
        for j in range(10):
            if i * j == 42: return i, j
print(ret())
it = iter([1, 2, 3, 4])
for x in it:
    print(x, next(it, "end"))
for i in range(3):
    i = i * 10
    print(i, end=" ")
print()
for c in "añ😀": print(c, end="|")
for b in b"ab": print(b, end="|")
for k in {"x": 1, "y": 2}: print(k, end="|")
print()
i = 0
while i < 10 and (j := i * i) < 30: i += 1
print(i, j)
