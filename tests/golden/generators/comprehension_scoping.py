x = "outer"
print([x for x in range(3)], x)
print({x: x for x in range(2)}, {x for x in range(1)}, x)
def f():
    i = "kept"
    [i for i in range(3)]
    return i
print(f())
def g():
    try: [q for q in range(3)]; return q
    except NameError as e: return str(e)
print(g())
y = [1, 2]
print([y for y in y], y, [z for z in y for y in [z, 10]], y)
print([[i, j] for i in range(3) if i for j in range(i) if j < 1], [a + b for a, b in [(1, 2)]], [h for h, *t in ["ab"]], [o for [o] in [[1]]], [k for k, in [(5,)]])
print([(lambda: i)() for i in range(2)], [lambda: i for i in range(2)][0]())
def cells():
    fs = [lambda: i for i in range(3)]
    return [f() for f in fs]
print(cells())
def outer_cell():
    i = 100
    def get(): return i
    r = [i for i in range(3)]
    return r, get(), i
print(outer_cell())
def captured():
    return [[(lambda: (i, j))() for j in range(2)] for i in range(2)]
print(captured())
def err():
    try: return [1 // v for v in (1, 0)]
    except ZeroDivisionError: return "v" in locals()
print(err())
def unb():
    del_me = 1
    r = [del_me for del_me in (1,)]
    del del_me
    try: return del_me
    except NameError as e: return str(e)
print(unb())
def nested():
    n = 3
    return [[n * i for i in range(n)] for n in range(n)], n
print(nested())
print([i for i in range(5) if i % 2 if i > 1], [i if i else "z" for i in range(2)], [(i, i) for i in range(1)])
class C:
    n = 2
    a = [i for i in range(n)]
    b = [[0] * i for i in range(n)]
    try: c = [n for _ in range(1)]
    except NameError as e: print(e)
    l = [lambda self: "m"][0]
print(C.a, C().l())
print([locals_ for locals_ in [1]], [__name__ for _ in [1]], {k: v for k, v in zip("ab", (1, 2))}, {k: v for d in ({"a": 1}, {"a": 2}) for k, v in d.items()})
print([x := i for i in range(3)], x, [last for last in [1]], [i for i in (lambda: [1, 2])()], [c for c in "ab" if c in {n for n in "bc"}])
global_in = [g2 for g2 in range(2)]; print("g2" in globals())
print(dict([(i, j) for i, j in enumerate("ab")]), {i: {j: i * j for j in range(2)} for i in range(2)}, {(a, b) for a in range(2) for b in range(2)} == {(0, 0), (0, 1), (1, 0), (1, 1)})
