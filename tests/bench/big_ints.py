def pi_digits(n):
    q, r, t, k, m, x = 1, 0, 1, 1, 3, 3
    digits = []
    while len(digits) < n:
        if 4 * q + r - t < m * t:
            digits.append(m)
            q, r, m = 10 * q, 10 * (r - m * t), (10 * (3 * q + r)) // t - 10 * m
        else:
            q, r, t, k, m, x = q * k, (2 * q + r) * x, t * x, k + 1, (q * (7 * k + 2) + r * x) // (t * x), x + 2
    return "".join(map(str, digits))

def fib(n):
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a

f = 1
for i in range(1, 1400):
    f *= i
print(pi_digits(1700)[-20:])
print(fib(60000) % 10**20, f % (10**9 + 7), pow(3, 10**5, 2**521 - 1) % 10**12)
print(len(str(f)), int("7" * 4000) % 997, (1 << 20000) % 10007, f.bit_length())
total = 0
for i in range(1000000):
    total = (total * 6364136223846793005 + 1442695040888963407) & 0xFFFFFFFFFFFFFFFF
print(total)
