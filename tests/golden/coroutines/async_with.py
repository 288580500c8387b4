def run(c):
    try:
        while True: print("  ~", c.send(None))
    except StopIteration as e: return e.value
class S:
    def __init__(self, n): self.n = n
    def __await__(self): yield self.n
class M:
    def __init__(self, n, swallow=False): self.n, self.swallow = n, swallow
    async def __aenter__(self): await S("entering " + self.n); return self.n
    async def __aexit__(self, t, v, tb):
        await S("exiting " + self.n)
        print("exit", self.n, t and t.__name__, v)
        return self.swallow
async def main():
    async with M("a") as x: print("in", x)
    async with M("b", True): raise ValueError("swallowed")
    try:
        async with M("c"), M("d") as y: print(y); raise KeyError("k")
    except KeyError as e: print("out", e)
    async with (M("e"), M("f", True)): 1 / 0
    for i in range(2):
        async with M(f"g{i}"):
            if i == 0: continue
            break
    async def ret():
        async with M("h"): return "returned"
    print(await ret())
    with open(__file__) as f:
        async with M("i"): print(f.closed)
run(main())
class NoExit:
    async def __aenter__(self): pass
class NotAwaitable:
    def __aenter__(self): return 5
    def __aexit__(self, *a): return 5
class BadExit:
    async def __aenter__(self): pass
    def __aexit__(self, *a): return 5
async def use(m):
    async with m: pass
for m in (5, NoExit(), NotAwaitable(), BadExit(), open(__file__)):
    try: run(use(m))
    except (TypeError, AttributeError) as e: print(type(e).__name__, e)
async def sync_with():
    with M("x"): pass
try: run(sync_with())
except TypeError as e: print(e)
async def order():
    try:
        async with M("1"):
            try: return 1
            finally: await S("in finally")
    finally: print("outermost")
print(run(order()))
