# Loops, try, with, match and functions inside each other.
class Log:
    def __init__(self): self.l = []
    def __enter__(self): self.l.append("<"); return self.l.append
    def __exit__(self, t, v, tb): self.l.append(f">{t.__name__ if t else ''}"); return t is KeyError
log = Log()
def run():
    for i in range(5):
        with log as add:
            for j in range(5):
                try:
                    match i, j:
                        case 0, 2: break
                        case 1, 1: raise KeyError("swallowed")
                        case 2, j if j > 2: return "returned"
                        case i, 0: continue
                    add(i * 10 + j)
                except ValueError: add("never")
                else: add("e")
                finally: add("f")
            else: add("loop else")
            add("end")
    return "fell out"
print(run(), log.l)
def search(grid, goal):
    for y, row in enumerate(grid):
        for x, v in enumerate(row):
            if v == goal: break
        else: continue
        break
    else: return None
    return x, y
print(search([[1, 2], [3, 4]], 3), search([[1]], 9), search([], 1))
def multi(n):
    while True:
        n -= 1
        if n < 0: break
        for c in "ab":
            if n % 3 == 0: break
            if c == "a" and n % 2: continue
            yield n, c
        else: yield "else", n
    yield "done"
print(list(multi(5)))
def tries(depth):
    if depth == 0: raise ValueError("bottom")
    try:
        try: tries(depth - 1)
        except KeyError: return f"key {depth}"
        finally: order.append(depth)
    except ValueError as e:
        if depth % 2: raise KeyError(depth) from e
        raise
order = []; print(tries(4), order)
x = 0
if x == 0:
    if x < 0: r = 1
    elif not x:
        for _ in range(2):
            if _:
                while x < 3:
                    x += 1
                    if x == 2:
                        try: break
                        finally: x += 10
                else: r = "no"
            else: r = "first"
    else: r = "else"
print(r, x)
def early(v):
    if v is None: return
    for t in (int, float):
        try: return t.__name__, t(v)
        except ValueError: continue
        finally: seen.append(t.__name__)
    else: return "str", v
seen = []; print(early("5"), early("5.5"), early("x"), early(None), seen)
def state(n, _depth=0):
    def inner(k):
        if k == 0: return [_depth]
        class C:
            def m(self): return [_depth, *inner(k - 1)]
        return C().m()
    return inner(n) if _depth > 1 else state(n, _depth + 1)
print(state(2)); print([[(lambda a: [a(b) for b in range(2)])(lambda c: c + i + j) for j in range(2)] for i in range(2)])
while (x := x - 1) > 8:
    if x == 10:
        for k in range(3):
            if k: break
        else: continue
        print("x", x)
    else: continue
    break
print(x)
