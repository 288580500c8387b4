class Own(Exception):
    def __init__(self, code):
        super().__init__(code)
        self.code = code

def risky(i):
    if i % 3 == 0:
        raise ValueError(i)
    if i % 3 == 1:
        raise Own(i)
    return i

def deep(n, i):
    return risky(i) if n == 0 else deep(n - 1, i)

def run(n):
    a = b = c = 0
    for i in range(n):
        try:
            c += risky(i)
        except ValueError as error:
            a += error.args[0] & 1
        except Own as error:
            b += error.code & 3
    for i in range(n // 8):
        try:
            deep(6, i)
        except (ValueError, Own):
            a += 1
        try:
            {}[i]
        except KeyError:
            b += 1
        try:
            int("x")
        except ValueError:
            c += 1
    return a, b, c

print(run(900000))
