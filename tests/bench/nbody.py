class Body:
    def __init__(self, x, y, z, vx, vy, vz, mass):
        self.x, self.y, self.z = x, y, z
        self.vx, self.vy, self.vz = vx, vy, vz
        self.mass = mass


def advance(bodies, dt):
    count = len(bodies)
    for i in range(count):
        a = bodies[i]
        for j in range(i + 1, count):
            b = bodies[j]
            dx = a.x - b.x
            dy = a.y - b.y
            dz = a.z - b.z
            d2 = dx * dx + dy * dy + dz * dz + 0.01
            mag = dt / (d2 * d2**0.5)
            a.vx -= dx * b.mass * mag
            a.vy -= dy * b.mass * mag
            a.vz -= dz * b.mass * mag
            b.vx += dx * a.mass * mag
            b.vy += dy * a.mass * mag
            b.vz += dz * a.mass * mag
    for a in bodies:
        a.x += dt * a.vx
        a.y += dt * a.vy
        a.z += dt * a.vz


bodies = [Body(i * 1.5, i * i * 0.3, -i, 0.1 * i, 0.2, -0.1 * i, 1.0 + i) for i in range(6)]
for _ in range(56000):
    advance(bodies, 0.001)
print("%.9f %.9f" % (sum(b.x for b in bodies), sum(b.vy * b.mass for b in bodies)))
