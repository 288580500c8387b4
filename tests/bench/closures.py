def make_adder(n):
    def add(x):
        return x + n
    return add

def counter():
    value = 0
    def step(by):
        nonlocal value
        value += by
        return value
    def get():
        return value
    return step, get

def compose(f, g):
    return lambda x: f(g(x))

def run(n):
    step, get = counter()
    add3 = make_adder(3)
    double = compose(add3, lambda x: x * 2)
    total = 0
    for i in range(n):
        step(i)
        total += double(i) & 7
        total += make_adder(i)(1)
    return total, get()

print(run(900000))
