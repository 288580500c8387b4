def run(c):
    try:
        while True: c.send(None)
    except StopIteration as e: return e.value
class S:
    def __await__(self): yield "suspended"
async def ag(n):
    try:
        for i in range(n):
            await S()
            got = yield i
            if got: print("got", got)
    finally: print("ag finally")
async def main():
    print([x async for x in ag(3)])
    g = ag(2)
    print(type(g).__name__, await g.__anext__(), await g.asend("hello"))
    try: await g.__anext__()
    except StopAsyncIteration as e: print("stop", e.args)
    try: await g.asend(None)
    except StopAsyncIteration: print("again")
    g = ag(5); print(await anext(g))
    try: await g.athrow(ValueError("v"))
    except ValueError as e: print("thrown", e)
    g = ag(5); await g.__anext__(); await g.aclose(); print("closed")
    print(await anext(g, "default"))
    g = ag(5); await g.aclose()
    try: await ag(1).asend(5)
    except TypeError as e: print(e)
    async for x in ag(9):
        if x == 1: break
    else: print("no else")
    async for x in ag(1): pass
    else: print("else")
    print({x: x async for x in ag(2)}, {x async for x in ag(2)}, [x async for x in ag(4) if x % 2], [y async for x in ag(2) for y in [x, x]])
    gen = (x * 2 async for x in ag(3)); print(type(gen).__name__, [v async for v in gen])
run(main())
async def errs():
    for make in (lambda: aiter(5), lambda: aiter([]), lambda: anext(5)):
        try: await make()
        except TypeError as e: print(e)
    try:
        async for x in [1]: pass
    except TypeError as e: print(e)
    class B:
        def __aiter__(self): return 5
    try:
        async for x in B(): pass
    except TypeError as e: print(e)
    class D:
        def __aiter__(self): return self
        def __anext__(self): return 5
    try:
        async for x in D(): pass
    except TypeError as e: print(e)
    class Count:
        def __init__(self): self.n = 0
        def __aiter__(self): return self
        async def __anext__(self):
            self.n += 1
            if self.n > 3: raise StopAsyncIteration
            return self.n
    print([x async for x in Count()])
    async def stop(): yield 1; raise StopAsyncIteration("leak")
    try: print([x async for x in stop()])
    except RuntimeError as e: print(e)
    async def stop2(): yield 1; raise StopIteration("leak")
    try: print([x async for x in stop2()])
    except RuntimeError as e: print(e)
    async def ignore():
        for _ in range(2):
            try: yield 1
            except GeneratorExit: print("ignored")
    g = ignore(); await anext(g)
    try: await g.aclose()
    except RuntimeError as e: print(e)
    print(await anext(g, "finished"))
run(errs())
a = ag(1); print(a.__name__, a.ag_running, a.ag_await, a.ag_code.co_name, a.ag_frame is not None)
for op in (lambda: iter(a), lambda: next(a), lambda: list(a)):
    try: op()
    except TypeError as e: print(e)
