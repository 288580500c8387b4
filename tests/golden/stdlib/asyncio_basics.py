import asyncio
async def work(n, d): await asyncio.sleep(d); print("done", n); return n * 2
async def fails(): await asyncio.sleep(0.01); raise ValueError("async failure")
async def main():
    print(await work(1, 0), await asyncio.gather(work("slow", 0.03), work("fast", 0.01)))
    t = asyncio.create_task(work("task", 0.01), name="named"); print(t.done(), t.get_name()); print(await t, t.done(), t.result())
    try: await fails()
    except ValueError as e: print("caught", e)
    print([repr(r) for r in await asyncio.gather(fails(), work(5, 0), return_exceptions=True)])
    try: await asyncio.wait_for(asyncio.sleep(10), 0.01)
    except TimeoutError as e: print("timeout", repr(e))
    c = asyncio.create_task(asyncio.sleep(10)); await asyncio.sleep(0); c.cancel()
    try: await c
    except asyncio.CancelledError: print("cancelled", c.cancelled())
    q = asyncio.Queue(maxsize=2)
    async def produce():
        for i in range(4): await q.put(i)
        await q.put(None)
    async def consume():
        out = []
        while (x := await q.get()) is not None: out.append(x)
        return out
    _, got = await asyncio.gather(produce(), consume()); print(got)
    lock = asyncio.Lock(); order = []
    async def locked(n):
        async with lock: order.append(f"in{n}"); await asyncio.sleep(0); order.append(f"out{n}")
    await asyncio.gather(*map(locked, range(3))); print(order)
    try:
        async with asyncio.TaskGroup() as g: g.create_task(fails()); r = g.create_task(work("grp", 0))
    except* ValueError as eg: print(eg.exceptions, r.result())
    ev = asyncio.Event(); w = asyncio.create_task(ev.wait()); await asyncio.sleep(0); ev.set(); print(await w)
    async with asyncio.timeout(1): await asyncio.sleep(0)
    loop = asyncio.get_running_loop(); f = loop.create_future(); loop.call_soon(f.set_result, "future"); print(await f)
    for fut in asyncio.as_completed([work("b", 0.02), work("a", 0.01)]): print(await fut)
    return "main result"
print(asyncio.run(main()))
try: asyncio.get_running_loop()
except RuntimeError as e: print(e)
