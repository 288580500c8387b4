# Tasks that call each other through methods of several classes.
class Packet:
    def __init__(self, ident, kind):
        self.ident, self.kind, self.data, self.next = ident, kind, [0] * 4, None


class Task:
    def __init__(self, name):
        self.name, self.seen, self.queue = name, 0, []

    def put(self, packet):
        self.queue.append(packet)

    def take(self):
        return self.queue.pop() if self.queue else None

    def step(self, world):
        packet = self.take()
        if packet is not None:
            self.seen += 1
            self.handle(packet, world)


class Worker(Task):
    def handle(self, packet, world):
        for i in range(4):
            packet.data[i] = (packet.data[i] + packet.ident + i) % 26
        world.route(packet, self)


class Device(Task):
    def handle(self, packet, world):
        packet.kind = (packet.kind + 1) % 3
        world.route(packet, self)


class Idler(Task):
    def handle(self, packet, world):
        self.mark = packet.ident & 1
        world.route(packet, self)


class World:
    def __init__(self):
        self.tasks = [Worker("w"), Device("d"), Idler("i"), Worker("x"), Device("e")]
        self.moves = 0

    def route(self, packet, source):
        self.moves += 1
        self.tasks[(packet.ident + self.moves + packet.kind) % len(self.tasks)].put(packet)

    def run(self, rounds):
        for i in range(12):
            self.tasks[i % 5].put(Packet(i, i % 3))
        for _ in range(rounds):
            for task in self.tasks:
                task.step(self)


world = World()
world.run(260000)
print(world.moves, [t.seen for t in world.tasks])
