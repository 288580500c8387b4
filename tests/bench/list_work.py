def run(n):
    total = 0
    for r in range(n):
        items = list(range(300))
        items.append(r)
        items.extend(range(50))
        items.insert(10, 5)
        items.reverse()
        total += items[0] + items[-1] + len(items[10:200:3])
        head, *middle, tail = items
        total += len(middle) + head - tail
        while len(items) > 200:
            items.pop()
        items[20:40] = [1, 2, 3]
        del items[5]
        total += items.index(3) + items.count(1) + (7 in items)
        a, b = items[1], items[2]
        a, b = b, a
        for i, x in enumerate(items):
            if x & 1:
                total += i
        for x, y in zip(items, items[1:]):
            total += x < y
        t = tuple(items)
        total += hash(t) & 1 if t > (1,) else 0
    return total

print(run(12000))
