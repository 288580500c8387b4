def g():
    print("start")
    x = yield 1
    print("got", x)
    y = yield 2
    print("got", y)
    return "result"
i = g()
print(next(i), i.send("a"))
try: next(i)
except StopIteration as e: print("stop", e.value)
try: next(i)
except StopIteration as e: print("again", e.value, e.args)
print(list(g()), type(i).__name__, iter(i) is i, next(i, "default"))
def empty():
    return
    yield
print(list(empty()), next(empty(), "none"))
def count(n):
    while n: yield n; n -= 1
print(list(count(3)), sum(count(4)), tuple(count(2)), max(count(5)), sorted(count(3)), dict.fromkeys(count(2)), {*count(3)}, "-".join(map(str, count(3))))
a, b, *c = count(5); print(a, b, c)
def fib():
    a, b = 0, 1
    while True: yield a; a, b = b, a + b
f = fib(); print([next(f) for _ in range(12)])
def args(a, b=2, *c, **d): yield a, b, c, d
print(next(args(1, 2, 3, x=4)))
def errs(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
errs(lambda: args()); errs(lambda: g().send(5)); errs(lambda: g().send()); errs(lambda: len(g())); errs(lambda: g()[0]); errs(lambda: g().foo); errs(lambda: g()()); errs(lambda: next(5)); errs(lambda: next()); errs(lambda: next(g)); errs(lambda: next(i, 1, 2))
def ex(): yield (yield (yield 1))
e = ex(); print(next(e), e.send(2), e.send(3))
def in_expr(): print([(yield "a"), (yield "b")], {(yield "k"): (yield "v")}, (yield 1) + (yield 2))
e = in_expr(); print(next(e)); print([e.send(i) for i in range(1, 6)])
try: e.send(10)
except StopIteration: print("end")
def call(): print(max((yield), (yield)), f"{(yield)}!")
e = call(); next(e); e.send(3); e.send(9)
try: e.send("fs")
except StopIteration: pass
print(g.__name__, i.__name__, i.__qualname__, repr(i)[:19], i.gi_running, i.gi_frame, i.gi_code.co_name, i.gi_yieldfrom)
i.__name__ = "renamed"; print(i.__name__, repr(i)[:26])
