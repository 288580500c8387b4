# Iterators written as classes, and the sequence protocol.
class Countdown:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n <= 0:
            raise StopIteration
        self.n -= 1
        return self.n


class Row:
    def __init__(self, n):
        self.items = list(range(n))

    def __len__(self):
        return len(self.items)

    def __getitem__(self, i):
        return self.items[i]

    def __contains__(self, x):
        return 0 <= x < len(self.items)


total = 0
for x in Countdown(700000):
    total += x
total += sum(Countdown(500000))
row = Row(1000)
for _ in range(250):
    for x in row:
        total += x
    for i in range(len(row)):
        if i in row:
            total += row[i]
print(total)
