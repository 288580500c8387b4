def run(c):
    try:
        while True: c.send(None)
    except StopIteration as e: return e.value
def t(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e)
async def co(): return 1
async def ag(): yield 1
def plain(): pass
async def aw(v): return await v
async def af(v): return [x async for x in v]
async def awi(v):
    async with v: return 1
for v in (None, 1, "s", [], plain, ag(), object, 1.5): t(lambda: run(aw(v)))
for v in (None, 1, [1], (x for x in []), plain): t(lambda: run(af(v)))
for v in (None, 1, []): t(lambda: run(awi(v)))
c = co(); print(run(c)); t(lambda: c.send(None)); t(lambda: run(aw(c))); c.close(); t(lambda: c.throw(ValueError("t")))
c = co(); t(lambda: c.send(5)); c.close(); t(lambda: c.send(None))
c = co(); t(lambda: c.throw(ValueError("unstarted"))); t(lambda: c.send(None)); t(lambda: co.send); t(lambda: next(c)); t(lambda: c.__next__)
g = ag(); t(lambda: g.send); t(lambda: next(g)); t(lambda: g.__anext__().send(5)); x = g.asend(None); t(lambda: x.send(None)); t(lambda: x.send(None))
h = ag(); y = h.__anext__(); t(lambda: y.throw(KeyError("k"))); k = ag(); t(lambda: k.asend(1).send(None)); t(lambda: run(aw(k.aclose())))
class A:
    def __await__(self): yield 1
    async def __aenter__(self): return 5
    async def __aexit__(self, *a): return True
    def __aiter__(self): return self
    async def __anext__(self): raise ValueError("anext")
t(lambda: run(af(A()))); print(run(awi(A())))
async def swallow():
    async with A(): raise KeyError
    return "swallowed"
print(run(swallow()))
async def ret_in_with():
    async with A() as v: return v
print(run(ret_in_with()))
class BadAiter:
    def __aiter__(self): raise ValueError("aiter")
class BadAexit(A):
    async def __aexit__(self, *a): raise OSError("aexit")
t(lambda: run(af(BadAiter()))); t(lambda: run(awi(BadAexit())))
async def sai(): raise StopAsyncIteration("plain coroutine")
async def si(): raise StopIteration("x")
t(lambda: run(sai())); t(lambda: run(si())); t(lambda: run(aw(A())))
print(co.__code__.co_flags & 0x80 != 0, ag.__code__.co_flags & 0x200 != 0, type(ag()).__name__, type(co), callable(co))
