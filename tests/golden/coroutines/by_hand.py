class A:
    def __init__(self, v): self.v = v
    def __await__(self):
        got = yield self.v
        return ("result", got)
async def f(x):
    a = await A(x)
    b = await A(x + 1)
    return a, b
c = f(1)
print(type(c).__name__, c.send(None), c.send("p"), c.cr_running, c.cr_await is not None)
try: c.send("q")
except StopIteration as e: print(e.value)
def t(fn):
    try: print(fn())
    except BaseException as e: print(type(e).__name__, e)
t(lambda: c.send(None)); t(lambda: c.throw(ValueError)); c.close()
async def g(): return await f(5)
d = g(); print(d.send(None)); t(lambda: d.throw(ValueError("thrown in")))
async def h():
    try: await A(1)
    except ValueError as e: print("caught", e); return "handled"
    finally: print("fin")
d = h(); d.send(None); t(lambda: d.throw(ValueError("v")))
d = h(); d.send(None); d.close(); print("closed")
async def noawait(): return 7
t(lambda: noawait().send(None)); d = noawait(); t(lambda: d.send(1)); d.close()
async def bad(v): return await v
def run(c):
    try:
        while True: c.send(None)
    except StopIteration as e: return e.value
for v in (5, None, [], "s", iter([]), (x for x in [])): t(lambda: run(bad(v)))
class BadAwait:
    def __await__(self): return 5
class BadAwait2:
    def __await__(self): return noawait()
t(lambda: run(bad(BadAwait()))); z = None
class GoodIter:
    def __await__(self): return iter([1, 2])
print(run(bad(GoodIter())), run(bad(noawait())), run(bad(f(1))))
d = noawait(); run(d); t(lambda: run(bad(d)))
for op in (lambda: iter(d), lambda: next(d), lambda: list(d), lambda: [*d], lambda: d()): t(op)
print(c.__name__, c.__qualname__, c.cr_frame, c.cr_code.co_name, c.cr_origin, repr(c)[:20])
def gen_await():
    w = noawait().__await__()
    print(type(w).__name__)
    try: next(w)
    except StopIteration as e: return e.value
print(gen_await())
async def exc(): raise StopIteration("no")
t(lambda: run(exc()))
async def lots(): return [await noawait() for _ in range(3)], {await noawait(): (await noawait()) + 1}, f"{await noawait()}", (await noawait()) if await noawait() else 0, await noawait() ** 2, -await noawait()
print(run(lots()))
async def self_await(): await me
me = self_await(); t(lambda: run(me))
lam = lambda: noawait(); print(run(lam()))
