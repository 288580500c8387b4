class Matrix:
    def __init__(self, rows): self.rows = [list(r) for r in rows]
    @classmethod
    def identity(cls, n): return cls([[int(i == j) for j in range(n)] for i in range(n)])
    @property
    def shape(self): return len(self.rows), len(self.rows[0])
    @property
    def T(self): return Matrix(zip(*self.rows))
    def __getitem__(self, key):
        match key:
            case int(i), int(j): return self.rows[i][j]
            case slice() as s, int(j): return [r[j] for r in self.rows[s]]
            case int(i): return self.rows[i]
            case _: raise TypeError(f"bad key {key!r}")
    def __setitem__(self, key, v): i, j = key; self.rows[i][j] = v
    def __matmul__(self, o):
        if self.shape[1] != o.shape[0]: raise ValueError(f"shapes {self.shape} and {o.shape}")
        return Matrix([sum(a * b for a, b in zip(r, c)) for c in zip(*o.rows)] for r in self.rows)
    def __add__(self, o): return Matrix([a + b for a, b in zip(x, y)] for x, y in zip(self.rows, o.rows))
    def __mul__(self, k): return Matrix([a * k for a in r] for r in self.rows) if isinstance(k, (int, float)) else NotImplemented
    __rmul__ = __mul__
    def __neg__(self): return self * -1
    def __pow__(self, n):
        r, b = Matrix.identity(len(self.rows)), self
        while n:
            if n & 1: r = r @ b
            b = b @ b; n >>= 1
        return r
    def __eq__(self, o): return self.rows == o.rows
    def __str__(self): return "\n".join(" ".join(f"{v:>4}" for v in r) for r in self.rows)
    def __format__(self, spec): return ";".join(",".join(format(v, spec) for v in r) for r in self.rows)
    def __iter__(self): return (v for r in self.rows for v in r)
m = Matrix([[1, 2], [3, 4]]); i = Matrix.identity(2)
print(m @ m); print(m ** 10); print(-m + 2 * m == m, m @ i == m, m.T.rows, m[0, 1], m[:, 0], m[1], list(m), sum(m), f"{m:.1f}", f"{m ** 3:d}", m.shape)
m[0, 0] = 9; m[1, 1] += 5; print(m); n = m; n += m; print(n.rows, n is m); f = Matrix([[1, 1], [1, 0]]) ** 90; print(f[0, 1])
for e in (lambda: m @ Matrix([[1, 2, 3]]), lambda: m * "x", lambda: "x" * m, lambda: m["a"], lambda: m @ 5, lambda: m[5], lambda: m[0, 9], lambda: m < m, lambda: f"{m:q}"):
    try: print(e())
    except Exception as x: print(type(x).__name__, x)
