def f(*args, **kw): return args, kw
a, b, k = [1, 2], (3,), {"x": 1}
print(f(*a, *b, **k), f(*a, 9, *b, y=2, **k), f(*a, **k, y=2), f(y=1, *a), f(*a, y=1, *b), f(*(), **{}), f(*[*a, *b]), f(*f(*a)[0], **f(**k)[1]))
print([*a, *b], (*a,), {*a, *b}, {**k, "y": 2, **{"x": 3}}, [*range(2), *"ab", *{5}], [*a, 1, *a], (*a, *b), *a)
def g(a, /, b, *, c): return a, b, c
print(g(*[1], **{"b": 2, "c": 3}), g(*[1, 2], c=3), g(1, c=5, **{"b": 4}))
for call in ("g(*[1, 2, 3], c=1)", "g(*[1], b=1, **{'b': 2, 'c': 3})", "g(**{'a': 1, 'b': 2, 'c': 3})", "g(*[1], **{'b': 1})", "f(**k, **k)", "f(x=1, **k)", "f(*None)", "f(**None)", "f(*1, **2)", "g(1, 2, **{'c': 3, 'd': 4})", "f(**{1: 2})", "f(**[('a', 1)])", "g(*a, *b, c=1)", "print(*a, seq='')", "g(*iter([1, 2]), c=(yield_ := 3))"):
    try: print(call, "=", eval(call))
    except TypeError as e: print(call, "->", e)
def h(*a: int, **k: str) -> None: pass
print(h.__annotations__, h.__code__.co_argcount, h.__code__.co_varnames)
first, *rest = f(*"abc")[0]; *init, last = rest; print(first, rest, init, last)
def i(a, *args, b=10, **kw): args = args + (b,); kw["a"] = a; return args, kw
print(i(1), i(1, 2, b=3, c=4), i(*range(4), **{"z": 0}))
def fwd(*a, **k): return i(*a, **k)
print(fwd(1, 2, b=5), (lambda *a, **k: fwd(*a, **k))(7))
def default_order(a, b=[], *c, d={}, **e): b.append(a); d[a] = len(c); return b, d, e
print(default_order(1), default_order(2, d={}), default_order(3, [], 4), default_order(5))
