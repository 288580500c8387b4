# Value classes as programs write them: init, eq, hash, repr, ordering, properties, slots.
class Point:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __eq__(self, other):
        return isinstance(other, Point) and self.x == other.x and self.y == other.y

    def __hash__(self):
        return hash((self.x, self.y))

    def __add__(self, other):
        return Point(self.x + other.x, self.y + other.y)

    def __lt__(self, other):
        return (self.x, self.y) < (other.x, other.y)

    @property
    def norm(self):
        return self.x * self.x + self.y * self.y

    @classmethod
    def of(cls, n):
        return cls(n % 17, n % 13)

    @staticmethod
    def zero():
        return Point(0, 0)


class Named(Point):
    def __init__(self, name, x, y):
        super().__init__(x, y)
        self.name = name

    def __repr__(self):
        return f"{type(self).__name__}({self.name!r}, {self.x}, {self.y})"


def run(n):
    seen = set()
    total = Point.zero()
    norms = 0
    for i in range(n):
        p = Point.of(i)
        seen.add(p)
        total = total + p
        norms += p.norm
        if p == total or p < total:
            norms += 1
        if i % 8 == 0:
            norms += len(repr(Named("n", i, p.x)))
    return len(seen), total.x, total.y, norms

print(run(250000))
