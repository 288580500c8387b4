a = b = c = [1]
print(a is b is c)
x, y = 1, 2
x, y = y, x
print(x, y)
(p, q), r = (1, 2), 3
[s, [t, u]] = 1, (2, 3)
print(p, q, r, s, t, u)
h, *m, l = range(5); print(h, m, l)
*i, = "abc"; print(i)
h, *m = [1]; print(h, m)
*m, l = (1, 2, 3); print(m, l)
a, (b, *c), d = 1, "xyz", 4; print(a, b, c, d)
(a), = [5]; print(a)
[] = (); () = []; print("empty ok")
a, b = "hi"; print(a, b)
a, b = {"k": 1, "l": 2}; print(a, b)
a, b = map(str, (1, 2)); print(a, b)
class O: pass
o = O()
o.x, o.y = 1, 2; print(o.x, o.y)
l = [0] * 3
l[0], l[1:], l[2:] = 1, [2, 3], [4, 5]; print(l)
i = 0
i, l[i] = 1, "at 1"; print(i, l)
d = {}
d["a"], d["b"], *d["rest"] = range(5); print(d)
a = a = 5; print(a)
def err(src):
    try: exec(src)
    except Exception as e: print(src, "->", type(e).__name__, e)
err("a, b = 1"); err("a, b = [1]"); err("a, b = 1, 2, 3"); err("a, b = []"); err("a, *b = []"); err("a, *b, c = [1]"); err("a, b, c = 'ab'"); err("[a] = 5"); err("() = [1]"); err("a, (b, c) = 1, 2"); err("a, b = {1: 2}"); err("a, b = None"); err("*a, = 5"); err("a, b = iter([1, 2, 3])"); err("a, b, *c = (1,)"); err("(a, b), c = [1, 2], 3, 4"); err("a, b = range(10**9)")
class It:
    def __iter__(self):
        for i in range(5): print("yield", i); yield i
try: a, b = It()
except ValueError as e: print(e)
a, *b = It(); print(a, b)
n = 5
n += 1; n -= 2; n *= 3; n /= 4; n //= 1; n **= 2; n %= 5; print(n)
n = 6
n <<= 2; n >>= 1; n |= 1; n &= 7; n ^= 2; print(n)
s = "a"; s += "b"; s *= 2; print(s)
l = [1]; k = l; l += (2,); l *= 2; print(l, k is l)
t = (1,); k = t; t += (2,); print(t, k)
x = y = z = 0
x, y, z = (z, x, y), 1, 2; print(x, y, z)
if (n := 10) > 5 and (m := n * 2): print(n, m)
print([y := 1, y ** 2], (w := 3) + w, [z := i for i in range(3)], z)
print(f"{(q := 7)} {q}", (lambda: (v := 2) + v)(), {(k := "key"): k})
