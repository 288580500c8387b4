# Coroutines: awaits of calls, suspended and not; asynchronous generators and loops.
import sys, types

def names(tb):
    found = []
    while tb:
        found.append((tb.tb_frame.f_code.co_name, tb.tb_lineno))
        tb = tb.tb_next
    return found


class Switch:
    def __init__(self, value=None): self.value = value
    def __await__(self):
        return (yield self.value)

async def leaf(n, wait):
    if wait:
        got = await Switch(n)
        return (n, got)
    return n

class Box:
    def __init__(self): self.log = []
    async def method(self, n, wait=False):
        self.log.append(n)
        return await leaf(n, wait)

async def main(wait):
    box = Box()
    a = await leaf(1, wait) , await box.method(2, wait)
    b = [await leaf(i, wait) for i in range(2)]
    return a, b, box.log

def run(coro, answers="abcdefghijkl"):
    handed = []
    answers = iter(answers)
    value = None
    while True:
        try:
            handed.append(coro.send(value))
        except StopIteration as stop:
            return stop.value, handed
        value = next(answers)

print(run(main(False)))
print(run(main(True)))

async def states():
    return await leaf(5, True)

c = states()
print(c.cr_await, c.cr_running, c.cr_suspended)
c.send(None)
print(c.cr_await.__name__, c.cr_await.__qualname__, type(c.cr_await), type(c.cr_await.cr_await), c.cr_suspended)
print(c.cr_frame.f_back, c.cr_await.cr_frame.f_locals, c.cr_await.cr_frame.f_lineno - c.cr_await.cr_code.co_firstlineno)
try:
    c.throw(ValueError("in"))
except ValueError as error:
    print(names(error.__traceback__))

async def bad(n, wait):
    if wait: await Switch()
    if n: raise LookupError(n)
    raise StopIteration("inside")

async def calls(n, wait):
    try:
        await bad(n, wait)
    except RuntimeError as error:
        print(repr(error), repr(error.__cause__))
        raise
    finally:
        print("finally", sys.exception())

for n in (0, 1):
    for wait in (False, True):
        c = calls(n, wait)
        try:
            while True: c.send(None)
        except Exception as error:
            print(type(error).__name__, error, names(error.__traceback__))

async def frames(n):
    if n:
        return await frames(n - 1)
    f = sys._getframe(); names = []
    while f.f_code.co_name != "<module>":
        names.append(f.f_code.co_name); f = f.f_back
    keep.append(sys._getframe(1))
    await Switch("frames")
    return names

keep = []
print(run(frames(3)))
print(keep[0].f_locals, keep[0].f_code.co_name)

async def forever(n):
    return await forever(n + 1)
c = forever(0)
try:
    c.send(None)
except RecursionError as error:
    print("RecursionError", error)

async def twice(c):
    await c
    await c
try: twice(leaf(1, False)).send(None)
except RuntimeError as error: print(error)

async def shared(c):
    return await c
inner = leaf(3, True)
a, b = shared(inner), shared(inner)
print(a.send(None))
try: b.send(None)
except RuntimeError as error: print(error)
try: a.send("z")
except StopIteration as stop: print(stop.value)

# Asynchronous generators.
async def ticker(n, wait=False):
    try:
        for i in range(n):
            if wait: await Switch(("tick", i))
            got = yield i
            if got: yield ("got", got)
    finally:
        print("ticker ended")

async def squares(source):
    async for x in source:
        yield x * x

async def collect(wait):
    total = []
    async for x in squares(squares(ticker(4, wait))):
        total.append(x)
    else:
        total.append("else")
    total.append([x async for x in ticker(3, wait) if x != 1])
    total.append({x: y async for x in ticker(2) async for y in squares(ticker(2, wait))})
    async for x in ticker(9):
        if x == 1: continue
        if x == 3: break
        total.append(x)
    return total

print(run(collect(False)))
print(run(collect(True), [None] * 99))

async def failing():
    yield 1
    raise KeyError("agen")

async def catches():
    try:
        async for x in squares(failing()):
            print(x)
    except KeyError as error:
        print(names(error.__traceback__))
run(catches())

async def waiting():
    async for x in ticker(3, True):
        print("item", x)
c = waiting()
c.send(None)
print(type(c.cr_await).__name__, c.cr_running, c.cr_suspended)
c.send(None)
try: c.throw(OSError("thrown"))
except OSError as error: print(names(error.__traceback__))
c = waiting()
c.send(None)
c.close()

async def busy():
    g = ticker(3, True)
    async def other():
        try:
            async for x in g: pass
        except RuntimeError as error:
            print(error)
    one, two = other(), other()
    one.send(None)
    try: two.send(None)
    except StopIteration: pass
    one.close()
run(busy())

async def hooks():
    seen = []
    old = sys.get_asyncgen_hooks()
    sys.set_asyncgen_hooks(firstiter=lambda g: seen.append(g.__name__), finalizer=lambda g: seen.append("final"))
    async for x in ticker(1): pass
    g = ticker(3)
    async for x in g: break
    del g
    sys.set_asyncgen_hooks(*old)
    print(seen)
run(hooks())

class Manager:
    async def __aenter__(self):
        await Switch("enter"); return self
    async def __aexit__(self, *details):
        await Switch("exit"); print(details[0], sys.exception()); return True

async def managed():
    async with Manager() as m:
        await leaf(1, True)
        raise ValueError("swallowed")
    return "after"
print(run(managed()))

@types.coroutine
def old_style():
    return (yield from [1, 2])
async def uses(): return await old_style()
print(run(uses(), [None] * 9))

async def default(): pass
async def many(a, b=2, *c, d, **e): return a, b, c, d, e
async def star(): return await many(1, d=3, z=4), await many(*[1, 2, 3], d=4), await default()
print(run(star()))
for wrong in ("await leaf()", "await leaf(1, 2, 3)", "await 1", "await Box().nothing()", "await undefined(1)"):
    ns = dict(globals())
    exec(f"async def f(): {wrong}", ns)
    try: ns["f"]().send(None)
    except Exception as error: print(type(error).__name__, error)
