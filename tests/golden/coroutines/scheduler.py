# A round-robin scheduler in a few lines, with sleeping, joining, queues and cancelling.
class Wait:
    def __init__(self, what, arg=None): self.what, self.arg = what, arg
    def __await__(self): return (yield self)
class Cancelled(BaseException): pass
class Task:
    def __init__(self, name, coro): self.name, self.coro, self.done, self.result, self.waiters = name, coro, False, None, []
class Loop:
    def __init__(self): self.now, self.ready, self.sleeping = 0, [], []
    def spawn(self, name, coro):
        t = Task(name, coro); self.ready.append((t, None)); return t
    def step(self, task, value):
        try: w = task.coro.throw(value) if isinstance(value, BaseException) else task.coro.send(value)
        except StopIteration as e: task.done, task.result = True, e.value
        except Cancelled: task.done, task.result = True, "cancelled"
        except Exception as e: task.done, task.result = True, repr(e)
        else:
            match w.what, w.arg:
                case "sleep", n: self.sleeping.append((self.now + n, task))
                case "join", other:
                    if other.done: self.ready.append((task, other.result))
                    else: other.waiters.append(task)
                case "self", _: self.ready.append((task, task))
                case "cancel", other:
                    self.sleeping = [s for s in self.sleeping if s[1] is not other]
                    self.ready.append((other, Cancelled())); self.ready.append((task, None))
        if task.done:
            print(self.now, task.name, "->", task.result)
            self.ready += [(w, task.result) for w in task.waiters]
    def run(self):
        while self.ready or self.sleeping:
            while self.ready: self.step(*self.ready.pop(0))
            if self.sleeping:
                self.sleeping.sort(key=lambda s: s[0])
                self.now, t = self.sleeping.pop(0)
                self.ready.append((t, None))
loop = Loop()
async def sleep(n): await Wait("sleep", n)
async def worker(name, n):
    for i in range(n):
        print(loop.now, name, i)
        await sleep(i + 1)
    return name * n
async def failing():
    await sleep(2)
    raise ValueError("oops")
async def forever():
    try:
        while True: await sleep(1)
    finally: print(loop.now, "cleanup")
async def ticks(n):
    for i in range(n):
        await sleep(1)
        yield loop.now, i
async def main():
    a = loop.spawn("a", worker("A", 3))
    b = loop.spawn("b", failing())
    c = loop.spawn("c", forever())
    print("joined", await Wait("join", a), await Wait("join", b))
    async for t in ticks(2): print("tick", t)
    await Wait("cancel", c)
    me = await Wait("self")
    print(me.name, [x async for x in ticks(2)])
    return "all"
loop.spawn("main", main())
loop.run()
