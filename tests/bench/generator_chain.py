# A pipeline of many generators, each pulling from the one below.
def source(n):
    for i in range(n):
        yield i

def stage(inner, k):
    for x in inner:
        yield x + k

def chain(depth, n):
    g = source(n)
    for k in range(depth):
        g = stage(g, k)
    return g

total = 0
for depth, n in ((10, 300000), (50, 60000), (200, 15000)):
    for x in chain(depth, n):
        total += x

def nest(n):
    if n:
        yield from nest(n - 1)
    yield n

for _ in range(300):
    total += sum(nest(150))
print(total)
