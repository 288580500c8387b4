print(list(x * 2 for x in range(4)), sum(x for x in range(5) if x % 2), dict((k, k) for k in "ab"), list((x, y) for x in range(2) for y in range(x + 1)))
g = (x for x in [1, 2]); print(type(g).__name__, g.__name__, next(g), list(g), list(g))
def f():
    base = 10
    return (x + base for x in range(3))
print(list(f()))
def late():
    n = 1
    g = (n for _ in range(2))
    n = 5
    return list(g)
print(late())
try: (x for x in undefined_name)
except NameError as e: print("immediate", e)
try: (x for x in 5)
except TypeError as e: print("immediate", e)
g = (undefined_name for _ in [1]); print("lazy")
try: next(g)
except NameError as e: print(e)
log = []
def note(x): log.append(x); return x
g = (note(y) for x in note([1, 2]) for y in [x, x * 10]); print(log); print(next(g), log)
print(any(x > 2 for x in [1, 3, note(9)]), all(note(x) for x in (1, 0, 5)), log)
print(sum(1 for _ in range(1000)), max((len(w), w) for w in ("a", "bbb", "cc")), min((abs(x) for x in (-3, 2)), default=0), ",".join(str(i) for i in range(3)))
def arg(*a): return a
print(arg(x for x in "ab")[0].__class__.__name__, list(arg(*(x for x in "ab"))))
g = (i for i in range(3))
print(2 in g, list(g), [list(z) for z in ((a for a in range(n)) for n in range(3))])
print([[j for j in range(i)] for i in range(3)], list(map(list, ((c for c in s) for s in ("ab", "c")))))
print(sorted((x for x in [3, 1, 2]), reverse=True), set(c for c in "aab") == {"a", "b"}, tuple(i for i in ()), list(zip((a for a in "ab"), (b for b in "cd"))))
class C:
    xs = [1, 2]
    g = list(x for x in xs)
    try: h = list(x for x in xs for y in xs)
    except NameError as e: print(e)
print(C.g, list((lambda: i)() for i in range(3)), [f() for f in [lambda: i for i in range(3)]])
print((x for x in range(3)).gi_code.co_name, (yield_ := 1))
try: sum(x for x in [1, "a"])
except TypeError as e: print(e)
g = (1 // x for x in (1, 0, 2))
print(next(g))
try: next(g)
except ZeroDivisionError as e: print(e)
print(list(g))
