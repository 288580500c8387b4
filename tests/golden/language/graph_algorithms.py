from collections import deque, defaultdict
edges = [("a", "b", 7), ("a", "c", 3), ("c", "b", 1), ("b", "d", 2), ("c", "d", 8), ("d", "e", 4), ("f", "g", 1)]
g = defaultdict(dict)
for u, v, w in edges: g[u][v] = w; g[v]
def bfs(s):
    seen, q = {s: 0}, deque([s])
    while q:
        u = q.popleft()
        for v in g[u]:
            if v not in seen: seen[v] = seen[u] + 1; q.append(v)
    return seen
def dijkstra(s):
    dist, todo = {s: 0}, {s}
    prev = {}
    while todo:
        u = min(todo, key=lambda n: (dist[n], n)); todo.remove(u)
        for v, w in g[u].items():
            if (d := dist[u] + w) < dist.get(v, float("inf")): dist[v], prev[v] = d, u; todo.add(v)
    def path(n): return path(prev[n]) + [n] if n in prev else [n]
    return dist, {n: "".join(path(n)) for n in dist}
def topo():
    out, state = [], {}
    def visit(n):
        if state.get(n) == 1: raise ValueError(f"cycle at {n}")
        if state.get(n): return
        state[n] = 1
        for m in sorted(g[n]): visit(m)
        state[n] = 2; out.append(n)
    for n in sorted(g): visit(n)
    return out[::-1]
print(bfs("a"), *dijkstra("a"), topo(), sep="\n")
def components():
    parent = {n: n for n in g}
    def find(n):
        while parent[n] != n: parent[n] = parent[parent[n]]; n = parent[n]
        return n
    for u, v, _ in edges: parent[find(u)] = find(v)
    groups = defaultdict(list)
    for n in g: groups[find(n)].append(n)
    return sorted(map(sorted, groups.values()))
print(components()); g["e"]["a"] = 1
try: topo()
except ValueError as e: print(e)
def queens(n, row=0, cols=(), d1=(), d2=()):
    if row == n: yield cols; return
    for c in range(n):
        if c not in cols and row + c not in d1 and row - c not in d2: yield from queens(n, row + 1, (*cols, c), (*d1, row + c), (*d2, row - c))
print(next(queens(8)), sum(1 for _ in queens(6)))
def life(cells):
    n = defaultdict(int)
    for x, y in cells:
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                if dx or dy: n[x + dx, y + dy] += 1
    return {c for c, k in n.items() if k == 3 or k == 2 and c in cells}
cells = {(1, 0), (2, 1), (0, 2), (1, 2), (2, 2)}
for _ in range(4): cells = life(cells)
print(sorted(cells))
def lev(a, b):
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        prev, row[0] = row[0], i
        for j, y in enumerate(b, 1): prev, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, prev + (x != y))
    return row[-1]
print(lev("kitten", "sitting"), lev("", "abc"), lev("same", "same")); memo = {}
def change(n, coins=(50, 25, 10, 5, 1)):
    if n == 0: return 1
    if n < 0 or not coins: return 0
    if (n, coins) not in memo: memo[n, coins] = change(n - coins[0], coins) + change(n, coins[1:])
    return memo[n, coins]
print(change(100), len(memo) > 10)
def perms(s): return [s] if len(s) < 2 else [c + p for i, c in enumerate(s) for p in perms(s[:i] + s[i + 1:])]
print(perms("abc"), [[x for x in (1, 2, 3) if m >> x - 1 & 1] for m in range(8)])
