# Growth, deletion and order over many changes.
d = {}
for i in range(20000): d[i * 7919 % 20011] = i
print(len(d), list(d.items())[:3], list(d.items())[-1], sum(d.values()), sum(d))
for i in range(0, 20000, 3): del d[i * 7919 % 20011]
print(len(d), list(d)[:3], sum(d.values()))
for i in range(0, 20000, 6): d[i * 7919 % 20011] = -i
print(len(d), list(d)[-2:], sum(d.values()), d[0] if 0 in d else "none", 7919 in d, d.get(5 * 7919 % 20011))
while len(d) > 5: d.popitem()
print(d)
s = {f"k{i % 501}": i for i in range(5000)}
print(len(s), s["k0"], s["k500"], list(s)[:2], sum(s.values()))
for k in list(s):
    if s[k] % 2: s.pop(k)
print(len(s), sum(s.values()))
class Bad:
    def __init__(self, n): self.n = n
    def __hash__(self): return 1
    def __eq__(self, o): return self.n == o.n
c = {Bad(i): i for i in range(120)}
print(len(c), c[Bad(77)], Bad(200) in c, sum(c.pop(Bad(i)) for i in range(0, 120, 2)), len(c))
t = {(i, j): i * j for i in range(40) for j in range(40)}
print(len(t), t[3, 4], sum(t.values()), (40, 0) in t)
m = {}
for i in range(1000):
    m[i] = 1
    if i > 10: del m[i - 10]
print(m, len(m))
f = {i / 8: i for i in range(2000)}
print(f[1.0], f[1], f[0.125], len(f), 1.1 in f)
st = set()
for i in range(5000):
    st.add(i * i % 4999)
    st.discard(i * 3 % 4999)
print(len(st), sum(st))
a = {i: None for i in range(1000)}; b = dict(reversed(a.items())); print(a == b, list(a) == list(b), list(b)[0])
g = {}
for w in ("the cat the dog a cat " * 50).split(): g.setdefault(w, []).append(len(g))
print({k: len(v) for k, v in g.items()})
print({**{i: i for i in range(3)}, **{i: -i for i in range(2, 5)}}, {k: v for k, v in sorted({3: 1, 1: 2, 2: 3}.items())})
