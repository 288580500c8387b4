# Chains of delegating generators: who runs, who is suspended, and what each is told.
import sys, gc

def inner(log):
    while True:
        try:
            got = yield len(log)
            log.append(got)
            if got == "stop":
                return "done"
        except ValueError as error:
            log.append(repr(error))

def middle(it):
    result = yield from it
    yield ("middle", result)
    return "middle ended"

def outer(it):
    return (yield from it)

log = []
i = inner(log); m = middle(i); o = outer(m)
print(next(o), o.gi_yieldfrom is m, m.gi_yieldfrom is i, i.gi_yieldfrom)
print(o.send("a"), o.send("b"), log)
print([x.gi_running for x in (i, m, o)], [x.gi_suspended for x in (i, m, o)])
# The middle one and the end are resumed by somebody else in between.
print(m.send("c"), next(i), o.send("d"), m.send("e"), o.send("f"), log)
print(o.throw(ValueError("thrown")), m.throw(ValueError("again")), next(o), log)
print([x.gi_frame.f_back for x in (i, m, o)])
print(o.send("stop"), i.gi_frame, m.gi_yieldfrom, o.gi_yieldfrom is m)
try:
    next(o)
except StopIteration as stop:
    print("value", stop.value)
print([x.gi_frame for x in (i, m, o)])

def reenter(get):
    for k in range(3):
        seen = []
        for name in ("i", "m", "o"):
            g = get(name)
            try:
                seen.append(next(g))
            except (ValueError, RuntimeError) as error:
                seen.append((type(error).__name__, str(error)))
            seen.append((g.gi_running, g.gi_suspended, g.gi_yieldfrom))
        names = []
        frame = sys._getframe()
        while frame and frame.f_code.co_name != "<module>":
            names.append(frame.f_code.co_name)
            frame = frame.f_back
        yield seen, names

places = {}
places["i"] = reenter(places.get)
places["m"] = middle(places["i"])
places["o"] = outer(places["m"])
for _ in range(2):
    print(next(places["o"]))
print(next(places["m"]))
print(next(places["o"], "over"))

def fails(n):
    yield n
    raise KeyError(n)

def deep(n):
    if n:
        yield from deep(n - 1)
    else:
        yield from fails(n)

def show(error):
    tb = error.__traceback__
    out = []
    while tb:
        out.append((tb.tb_frame.f_code.co_name, tb.tb_lineno - tb.tb_frame.f_code.co_firstlineno))
        tb = tb.tb_next
    return out

g = deep(4)
print(next(g))
try:
    next(g)
except KeyError as error:
    print(show(error))
print(list(g))

# Generators that pull from generators.
def stage(source, k):
    for x in source:
        yield x + k

def keep(source):
    try:
        for x in source:
            if x % 2:
                got = yield x
                if got:
                    yield ("got", got)
    finally:
        print("kept")

chain = range(10)
for k in range(5):
    chain = keep(stage(iter(chain), 1)) if k % 2 else stage(chain, 2)
print(list(chain))
c = keep(stage(stage(fails(3), 1), 1))
print(next(c))
try:
    c.send("x"), next(c)
except KeyError as error:
    print(show(error))
c = keep(stage(stage(fails(3), 1), 1))
next(c)
c.close()
c = stage(keep(stage(inner([]), 1)), 0)
print(next(c))
del c
gc.collect()

def limit(n):
    if n:
        yield from limit(n - 1)
    yield n

def nested(n):
    g = iter([0])
    for _ in range(n):
        g = stage(g, 1)
    return g

sys.setrecursionlimit(300)
for make in (limit,):
    print(next(make(200)))
    try:
        next(make(400))
    except RecursionError as error:
        print(type(error).__name__, error)
sys.setrecursionlimit(1000)
print(next(nested(200)))

# A generator in an except clause: what it handles is its own.
def handling():
    try:
        raise ValueError("own")
    except ValueError:
        for k in range(3):
            yield k, repr(sys.exception())
        yield from delegate_handling()

def delegate_handling():
    yield repr(sys.exception())
    try:
        raise TypeError("inner")
    except TypeError as error:
        yield repr(sys.exception()), repr(error.__context__)
    yield repr(sys.exception())

try:
    raise KeyError("outside")
except KeyError:
    for it in handling():
        print(it, repr(sys.exception()))

def final():
    try:
        raise ValueError("pending")
    finally:
        while True:
            if (yield repr(sys.exception())):
                break

f = final()
print(next(f), next(f))
try:
    f.send(1)
except ValueError as error:
    print("out", error)

def loops():
    for a in range(2):
        for b in (yield from_list(a)) or "xy":
            n = 0
            while n < 2:
                yield a, b, n
                n += 1
            else:
                yield "else"
        else:
            for z in []:
                yield z
            else:
                yield "none"

def from_list(a):
    return [a]

print(list(loops()))

def two():
    x = yield 1
    y = yield from (yield 2)
    return [x, y]

t = two()
print(next(t), t.send("first"), t.send(inner(["?"])), t.send("k"))
try:
    t.send("stop")
except StopIteration as stop:
    print(stop.value)

def closing(name, inner=None):
    try:
        if inner:
            yield from inner
        else:
            yield name
    except GeneratorExit:
        print("closing", name)
        raise

g = closing("a", closing("b", closing("c")))
next(g); next(iter([1]))
del g
g = closing("d", closing("e"))
next(g)
print(g.close())

def cycle():
    me = yield
    yield from holder(me)

def holder(me):
    try:
        yield me
    finally:
        print("collected")

g = cycle(); next(g); g.send(g)
del g
gc.collect()

# One generator that two others delegate to, in turn and while the other's chain is known.
def bottom():
    got = []
    while len(got) < 8:
        got.append((yield len(got)))
    return got

def through(name, it):
    print(name, "got", (yield from it))

b = bottom(); mid = through("mid", b)
one, two = through("one", mid), through("two", through("inner two", b))
print(next(one), one.send("1a"), next(two), two.send("2a"), one.send("1b"), mid.send("m"), two.send("2b"), b.send("b"))
for g in (two, one, two, mid):
    print(next(g, "end"), [x.gi_yieldfrom is not None for x in (one, mid, two)])

# Chains that were made by awaiting and by yielding, in cycles, are collected.
class Wait:
    def __await__(self):
        yield

async def waits(me):
    try:
        await Wait()
    finally:
        print("waits collected")

async def task(me):
    await waits(me)

holder = []
t = task(holder); holder.append(t); t.send(None); t.send
del t, holder
gc.collect()

async def in_clause():
    try:
        raise ValueError("clause")
    except ValueError:
        await clause()
        await clause()

async def clause():
    await Wait()
    print(repr(sys.exception()))

t = in_clause()
for _ in range(2):
    try:
        raise KeyError
    except KeyError:
        t.send(None)
try:
    t.send(None)
except StopIteration:
    print("done")
