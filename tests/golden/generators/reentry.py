def g(): yield next(i)
i = g()
try: next(i)
except ValueError as e: print(e)
def s(): yield j.send(None)
j = s()
try: next(j)
except ValueError as e: print(e)
def c():
    k.close()
    yield
k = c()
try: next(k)
except ValueError as e: print(e)
def th():
    l.throw(KeyError)
    yield
l = th()
try: next(l)
except ValueError as e: print(e)
def lst(): yield from list(m)
m = lst()
try: list(m)
except ValueError as e: print(e)
def run():
    print(n.gi_running, n.gi_frame is not None)
    yield
    print(n.gi_running)
n = run(); print(n.gi_running); next(n); print(n.gi_running); next(n, None); print(n.gi_running, n.gi_frame)
e = (next(e) for _ in [1])
try: next(e)
except ValueError as err: print(err)
def two():
    a = count(); b = count()
    for x, y in zip(a, b): yield x, y, next(a)
def count():
    for i in range(6): yield i
print(list(two()))
def fr():
    x = 1
    yield x
    x = 2
    yield x
f = fr(); next(f); print(f.gi_frame.f_locals, f.gi_frame.f_lineno - fr.__code__.co_firstlineno); next(f); print(f.gi_frame.f_locals); f.close(); print(f.gi_frame)
import sys
def depth(): yield sys._getframe().f_back.f_code.co_name
def caller(): return next(depth())
print(caller())
def many(): yield 1
gs = [many() for _ in range(50000)]
print(sum(next(x) for x in gs), sum(1 for x in gs for _ in x))
def chain(n):
    it = iter(range(3))
    for _ in range(n): it = (x + 1 for x in it)
    return list(it)
print(chain(100))
