# Classes with operators of their own, and int and float arithmetic mixed.
class Vec:
    def __init__(self, x, y, z):
        self.x, self.y, self.z = x, y, z

    def __add__(self, o):
        return Vec(self.x + o.x, self.y + o.y, self.z + o.z)

    def __sub__(self, o):
        return Vec(self.x - o.x, self.y - o.y, self.z - o.z)

    def __mul__(self, k):
        return Vec(self.x * k, self.y * k, self.z * k)

    def __rmul__(self, k):
        return self * k

    def dot(self, o):
        return self.x * o.x + self.y * o.y + self.z * o.z

    def __getitem__(self, i):
        return (self.x, self.y, self.z)[i]

    def __len__(self):
        return 3

    def __bool__(self):
        return self.x != 0


def run(n):
    a, b, s = Vec(1.0, 2.0, 3.0), Vec(0.5, -1.0, 2), 0.0
    for i in range(n):
        c = a + b * 0.5 - 2 * a
        s += c.dot(b) + c[i % 3] + len(c)
        if c and s > 1e6:
            s -= 1e6
        a = Vec(c.x * 0.1 + 1, c.y * 0.1, c.z * 0.1)
    return round(s, 6)

print(run(220000))
