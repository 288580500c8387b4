def run(n):
    total = 0
    for k in range(n):
        squares = [i * i for i in range(200)]
        evens = [x for x in squares if not x & 1]
        pairs = [(i, j) for i in range(14) for j in range(14) if i != j]
        index = {x: i for i, x in enumerate(evens)}
        unique = {x % 31 for x in squares}
        nested = [[r * c for c in range(12)] for r in range(12)]
        flat = [y for row in nested for y in row]
        total += len(evens) + len(pairs) + len(index) + len(unique) + sum(flat) + k
        total += sum(x + k for x in flat)
        total += any(x > 100 for x in flat) + all(x >= 0 for x in flat)
    return total

print(run(7500))
