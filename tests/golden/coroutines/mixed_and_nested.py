class Y:
    def __init__(self, v): self.v = v
    def __await__(self): return (yield self.v)
def drive(c, *sends):
    out = []; v = None; sends = list(sends)
    try:
        while True: out.append(c.send(v)); v = sends.pop(0) if sends else None
    except StopIteration as e: return out, e.value
async def leaf(n): return n + (await Y(n) or 0)
async def mid(n): return [await leaf(i) for i in range(n)]
async def top():
    a = await mid(2); b = {k: await leaf(k) for k in (5, 6)}; s = {await leaf(9)}; t = (await leaf(7), *[await leaf(8)])
    return a, b, s, t, [x async for x in agen(3)], [y for x in [1, 2] for y in [await leaf(x)]], [z async for z in agen(4) if await leaf(z) % 2]
async def agen(n):
    for i in range(n):
        await Y(f"ag{i}"); yield i
print(drive(top())); print(drive(mid(3), 10, 20, 30))
async def cond(n):
    while await leaf(n) and n < 3: n += 1
    if await leaf(0) or await leaf(1): return "either", n
print(drive(cond(1)))
async def exc():
    try: await Y("x"); raise ValueError("after")
    except ValueError as e: await Y("handling"); return str(e)
    finally: await Y("finally")
print(drive(exc()))
async def rec(n): return 0 if n == 0 else 1 + await rec(n - 1)
print(drive(rec(200)))
class AIter:
    def __init__(self, n): self.n = n
    def __aiter__(self): return self
    async def __anext__(self):
        await Y(f"n{self.n}")
        if not self.n: raise StopAsyncIteration
        self.n -= 1; return self.n
async def loops():
    out = []
    async for a in AIter(3):
        if a == 1: continue
        async for b in AIter(1): out.append((a, b))
    else: out.append("else")
    out += [i async for i in AIter(2)] + [j for j in "z"]
    async for x in AIter(9):
        if x == 7: break
    return out, x
print(drive(loops()))
async def gather(*cs):
    res, live = [None] * len(cs), dict(enumerate(cs))
    while live:
        for i, c in list(live.items()):
            try: await Y((i, c.send(None)))
            except StopIteration as e: res[i] = e.value; del live[i]
    return res
print(drive(gather(mid(2), leaf(5), rec(1))))
async def pipeline(src, *fs):
    async for v in src:
        for f in fs: v = await f(v)
        yield v
async def double(v): await Y("d"); return v * 2
async def collect(a): return [v async for v in a]
print(drive(collect(pipeline(agen(3), double, leaf))))
async def lam(): return await (lambda: leaf(3))(), [f async for f in (x async for x in agen(2))], await anext(agen(1)), await anext(agen(0), "none")
print(drive(lam()))
import types
@types.coroutine
def old(): got = yield "old style"; return got
async def use_old(): return await old()
print(drive(use_old(), "sent"))
