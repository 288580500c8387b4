# Loops that are suspended at one place, with statements before and after it.
import sys
def show(g, n=30):
    out = []
    try:
        for _ in range(n):
            out.append(next(g))
    except StopIteration as e:
        out.append(('end', e.value))
    except Exception as e:
        out.append((type(e).__name__, str(e), [t.tb_lineno - t.tb_frame.f_code.co_firstlineno for t in tbs(e)]))
    print(out)
def tbs(e):
    t = e.__traceback__
    while t:
        yield t
        t = t.tb_next
def a(n):
    i = 0
    while i < n:
        i += 1
        if i == 3:
            continue
        yield i
        if i == 5:
            break
        i += 0
def b(n):
    for i in range(n):
        j = i * i
        if j == 4:
            continue
        if j == 36:
            return 'done'
        yield j
        if j == 16:
            break
        del j
def c(items):
    for x in items:
        if x:
            yield x
def d(items):
    n = 0
    while n < len(items):
        x = items[n]
        n += 1
        if x:
            yield x
def e(n):
    while n:
        yield n
        n -= 1
        if n == 2:
            1 / 0
def f():
    for x in c([1, 0, 2]):
        y = x + 1
        yield y
        y += 'z' if y == 3 else 1
def g():
    while True:
        yield
def h(log):
    for k in [1, 2, 3]:
        log.append(('before', k))
        yield k
        log.append(('after', k))
show(a(10)); show(b(10)); show(b(4)); show(c([0, 1, '', 'x'])); show(d([0, 1, '', 'x'])); show(e(4)); show(f()); show(g(), 3)
class Bad:
    def __bool__(self):
        raise ValueError('no truth')
show(c([1, Bad(), 2])); show(d([1, Bad(), 2]))
log = []
it = h(log)
print(next(it), log); print(it.send('x'), log)
try:
    it.throw(KeyError('in'))
except KeyError as err:
    print('out', err, log, [t.tb_lineno - t.tb_frame.f_code.co_firstlineno for t in tbs(err)])
print(list(it))
it = h(log); next(it); it.close(); print(list(it), log)
def outer(n):
    try:
        while n:
            yield n
            n -= 1
    finally:
        print('finally', n)
for x in outer(3):
    if x == 2:
        break
del x
print(list(outer(2)))
def nested(n):
    for i in range(n):
        for j in range(i):
            k = (i, j)
            yield k
            k = None
        yield i
print(list(nested(4)))
def twice():
    for x in range(2):
        yield x
    while x < 3:
        x += 1
        yield x
    for y in c([5, 0, 6]):
        yield y
    return y
def by():
    r = yield from twice()
    yield ('r', r)
print(list(by()))
def delegating(n):
    for x in range(n):
        yield x
        yield from [x] * x
print(list(delegating(4)))
def sending():
    got = []
    while len(got) < 3:
        x = yield len(got)
        got.append(x)
    return got
it = sending(); next(it); it.send('a'); it.send('b')
try:
    it.send('c')
except StopIteration as stop:
    print(stop.value)
def context():
    try:
        raise KeyError('first')
    except KeyError:
        for x in [1, 2]:
            yield x
            x += 1
it = context(); next(it)
try:
    it.throw(ValueError('second'))
except ValueError as err:
    print(repr(err.__context__))
def running():
    for x in [1]:
        yield next(me)
me = running()
show(me)
async def agen(n):
    while n:
        n -= 1
        yield n
    for x in [7, 8]:
        y = x
        yield y
        y = 0
async def main():
    print([x async for x in agen(3)])
try:
    main().send(None)
except StopIteration:
    pass
print(sum(x for x in (y for y in range(10) if y % 3) if x > 1))
def mutated():
    items = [1, 2, 3]
    for x in items:
        yield x
        if len(items) < 6:
            items.append(x * 10)
print(list(mutated()))
