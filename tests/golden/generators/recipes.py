def chunks(it, n):
    it = iter(it)
    while True:
        c = []
        for _ in range(n):
            try: c.append(next(it))
            except StopIteration:
                if c: yield c
                return
        yield c
print(list(chunks(range(7), 3)), list(chunks("", 2)))
def flatten(x): 
    if isinstance(x, (list, tuple)):
        for y in x: yield from flatten(y)
    else: yield x
print(list(flatten([1, [2, (3, [4])], [], [[5]]])))
def merge(*its):
    its = [iter(i) for i in its]; heads = {}
    for i in list(its):
        try: heads[id(i)] = (next(i), i)
        except StopIteration: pass
    while heads:
        k = min(heads, key=lambda k: heads[k][0]); v, i = heads[k]; yield v
        try: heads[k] = (next(i), i)
        except StopIteration: del heads[k]
print(list(merge([1, 4], [2, 3, 9], [], [0])))
def primes():
    found = {}
    n = 2
    while True:
        if n in found:
            p = found.pop(n); x = n + p
            while x in found: x += p
            found[x] = p
        else: yield n; found[n * n] = n
        n += 1
p = primes(); print([next(p) for _ in range(20)])
def average():
    total = count = 0; avg = None
    while True:
        v = yield avg
        if v is None: return count
        total += v; count += 1; avg = total / count
a = average(); next(a); print([a.send(v) for v in (10, 20, 60)])
def tee2(it):
    from collections import deque
    qs = [deque(), deque()]
    def one(q):
        while True:
            if not q:
                try: v = next(it)
                except StopIteration: return
                for x in qs: x.append(v)
            yield q.popleft()
    return one(qs[0]), one(qs[1])
x, y = tee2(iter("abc")); print(next(x), next(x), list(y), list(x))
def broadcast(*targets):
    for t in targets: next(t)
    try:
        while True:
            v = yield
            for t in targets: t.send(v)
    except GeneratorExit:
        for t in targets: t.close()
def collect(out, f):
    try:
        while True: out.append(f((yield)))
    except GeneratorExit: out.append("closed")
o1, o2 = [], []; b = broadcast(collect(o1, str), collect(o2, lambda v: v * 2)); next(b)
for v in (1, 2): b.send(v)
b.close(); print(o1, o2)
def permutations(s):
    if not s: yield ""
    for i, c in enumerate(s):
        for p in permutations(s[:i] + s[i + 1:]): yield c + p
print(list(permutations("abc"))); 
def walk(t, path=()):
    match t:
        case dict(): 
            for k, v in t.items(): yield from walk(v, (*path, k))
        case list():
            for i, v in enumerate(t): yield from walk(v, (*path, i))
        case _: yield path, t
print(list(walk({"a": [1, {"b": 2}], "c": {}})))
def countdown(n):
    while n > 0:
        reset = yield n
        n = reset if reset is not None else n - 1
c = countdown(3); print(next(c), next(c), c.send(5), list(c))
def window(it, n):
    from collections import deque
    d = deque(maxlen=n)
    for v in it:
        d.append(v)
        if len(d) == n: yield tuple(d)
print(list(window(range(5), 3)), list(window("ab", 3)))
def cond(n): yield from range(n) if n % 2 else "even"
print(list(cond(3)), list(cond(2))); print(next((x for x in range(10) if x * x > 20), None), all(x < y for x, y in window([1, 2, 5], 2)))
