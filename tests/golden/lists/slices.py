l = list(range(10))
print(l[2:5], l[:3], l[7:], l[-3:], l[:-7], l[::3], l[::-1], l[8:2:-2], l[5:2], l[-100:100], l[100:], l[:], l[True:], l[None:2], l[2:3], l[-1:-4:-1], l[::100], l[10**20:], l[:-10**20], l[::10**20], l[::-10**20])
def s(src, n=10):
    l = list(range(n))
    try: exec(src, {"l": l}); print(src, "->", l)
    except Exception as e: print(src, "->", type(e).__name__, e, l == list(range(n)))
s("l[2:5] = 'ab'"); s("l[2:2] = [1, 1]"); s("l[:] = []"); s("l[::2] = 'abcde'"); s("l[::2] = 'ab'"); s("l[::-1] = range(10)"); s("l[5:2] = ['x']"); s("l[100:] = [1]"); s("l[-100:1] = 'z'"); s("l[1:3] = 5"); s("l[1:3] = l"); s("l[::0] = []"); s("l[2:5] = (i for i in 'xyz')"); s("l[::2] = l[:5]"); s("l[1:8:3] = 'abc'"); s("l[8:1:-3] = 'abc'"); s("l[1:8:3] = 'abcd'"); s("l[0:0:2] = []"); s("l[0:0:2] = [1]"); s("l['a'] = 1"); s("l[1.0] = 1"); s("l[10] = 1"); s("l[-11] = 1"); s("l[1, 2] = 1"); s("l['a':] = []"); s("l[None] = 1")
s("del l[2:5]"); s("del l[::2]"); s("del l[::-1]"); s("del l[:]"); s("del l[5:2]"); s("del l[8:1:-3]"); s("del l[10]"); s("del l['x']"); s("del l[-1]"); s("del l[::3]"); s("del l[1:100:4]"); s("del l[::0]"); s("del l[0], l[0]")
for sl, n in ((slice(5), 10), (slice(-3, None), 10), (slice(None, None, -1), 10), (slice(20, 0, -3), 10), (slice(1, 2, 3), 0), (slice(-20, 20), 5), (slice(None, None, 2), 5)):
    print(sl, sl.indices(n), sl.start, sl.stop, sl.step, list(range(n))[sl] == [list(range(n))[i] for i in range(*sl.indices(n))])
for f in (lambda: slice(), lambda: slice(1, 2, 3, 4), lambda: slice(1).indices(-1), lambda: slice("a").indices(5), lambda: slice(None, None, 0).indices(5), lambda: slice(1).indices(), lambda: slice(1).indices("x"), lambda: slice(1) < slice(2), lambda: slice(1, 2) == slice(1, 2), lambda: hash(slice(1, 2, 3)) == hash(slice(1, 2, 3)), lambda: hash(slice([])), lambda: slice(1, 2) < slice("a", 2), lambda: slice(a=1), lambda: repr(slice("a", None, [1])), lambda: {slice(1): 2}[slice(1)]):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class G:
    def __getitem__(self, k): return k
g = G()
print(g[1:2], g[::], g[1:2, 3], g[:, ...], g["a":"b":"c"], g[slice(1)], g[:2,], g[*[1, 2]], g[*"ab", 1:2], g[lambda: 0:1].stop)
