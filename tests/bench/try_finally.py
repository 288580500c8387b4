def work(i):
    try:
        if i & 1:
            return i
        return -i
    finally:
        work.count += 1

work.count = 0

def loop(n):
    total = 0
    for i in range(n):
        try:
            try:
                if i % 5 == 0:
                    continue
                total += i
            finally:
                total += 1
            total ^= 3
        except ValueError:
            total = 0
        else:
            total -= 1
    return total

class Guard:
    def __enter__(self):
        return self

    def __exit__(self, *details):
        self.left = details[0] is None

def withs(n):
    guard = Guard()
    total = 0
    for i in range(n):
        with guard as g:
            total += i
        total += g.left
    return total

total = 0
for i in range(800000):
    total += work(i)
print(total, work.count, loop(1500000), withs(1000000))
