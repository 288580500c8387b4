# Coroutines driven by a small loop of our own.
class Switch:
    def __await__(self):
        yield

async def leaf(n):
    await Switch()
    return n

async def worker(n, out):
    total = 0
    for i in range(n):
        total += await leaf(i)
    out.append(total)

async def ticker(n):
    for i in range(n):
        await Switch()
        yield i

async def consumer(n, out):
    out.append(sum([i async for i in ticker(n)]))

def run(coroutines):
    queue = list(coroutines)
    while queue:
        alive = []
        for c in queue:
            try:
                c.send(None)
            except StopIteration:
                continue
            alive.append(c)
        queue = alive

out = []
run([worker(5000, out) for _ in range(100)] + [consumer(3000, out) for _ in range(60)])
print(len(out), sum(out))
