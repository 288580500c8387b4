def count(n):
    i = 0
    while i < n:
        yield i
        i += 1

def evens(source):
    for x in source:
        if x % 2 == 0:
            yield x

def tree(depth):
    if depth:
        yield from tree(depth - 1)
        yield depth
        yield from tree(depth - 1)

total = 0
for x in count(1200000):
    total += x
total += sum(evens(count(1200000)))
total += sum(x * 2 for x in range(1200000) if x & 1)
for x in tree(15):
    total += x
print(total)
