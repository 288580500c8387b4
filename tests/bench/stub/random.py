"""A small generator under the name `random`, for an interpreter that does not have that module yet.

The same numbers on every interpreter; not those of the real module.
"""


class Random:
    def __init__(self, seed=None):
        self.seed(seed)

    def seed(self, seed=None):
        self.state = (hash(seed) ^ 0x5DEECE66D) & 0xFFFFFFFFFFFF

    def bits(self):
        self.state = (self.state * 0x5DEECE66D + 0xB) & 0xFFFFFFFFFFFF
        return self.state >> 16

    def random(self):
        return self.bits() / 4294967296.0

    def randrange(self, start, stop=None):
        if stop is None:
            start, stop = 0, start
        return start + self.bits() % (stop - start)

    def randint(self, low, high):
        return self.randrange(low, high + 1)

    def choice(self, items):
        return items[self.bits() % len(items)]

    def uniform(self, low, high):
        return low + (high - low) * self.random()

    def shuffle(self, items):
        for i in range(len(items) - 1, 0, -1):
            j = self.bits() % (i + 1)
            items[i], items[j] = items[j], items[i]

    def sample(self, items, count):
        items = list(items)
        self.shuffle(items)
        return items[:count]


shared = Random(0)
seed, random, randrange, randint = shared.seed, shared.random, shared.randrange, shared.randint
choice, uniform, shuffle, sample = shared.choice, shared.uniform, shared.shuffle, shared.sample
