def gen():
    yield 1
    yield 1 // 0


def consume(items):
    return [x for x in items]


consume(gen())
