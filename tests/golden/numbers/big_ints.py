a, b = 3**200, 7**150
print(a); print(b); print(a + b); print(a - b); print(b - a); print(a * b); print(b // 10**50, b % 10**20, a // b, b // a, a % b, b % a)
print(divmod(b, a)[0], divmod(-b, a)[1] > 0, -b // a, -b % a < a, b // -a, b % -a)
print(a == 3**200, a != b, a < b, a > b, -a < a, a == a + 0, hash(a) == hash(3**200), bool(a), not a, a is a)
print(a & b); print(a | b); print(a ^ b); print(~a); print(a << 37); print(a >> 100, -a >> 100); print(-a & b); print(-a | b); print(-a ^ -b); print(a & -1 == a, a & 0xFF, a >> 1000)
print(hex(a)); print(oct(b)); print(bin(3**60)); print(f"{a:,}"); print(f"{a:x}"); print(f"{a:e} {float(a)} {float(-b)!r}"); print(f"{a:>110d}|{a:_}"[:150])
print(int(float(2**80)), int(1e25), 2**80 == float(2**80), 2**80 + 1 == float(2**80), 10**22 == 1e22, 10**23 == 1e23, 2**1023 < 1.8e308, 2**2000 > 1e308)
print(str(a) == repr(a), int(str(a)) == a, int(hex(a), 16) == a, int(bin(b), 2) == b, int("-" + str(a)) == -a, int(str(b), 11) % 1000)
import math
print(math.isqrt(a), math.gcd(a * 12, b * 18), math.lcm(12, 18), math.factorial(30), math.comb(50, 25), math.perm(10, 3), math.isqrt(10**40), math.gcd(), math.gcd(-4, 6), math.log2(2**1000), math.log10(10**500), math.log(a), math.prod(range(1, 20)))
print(sum(10**i for i in range(30)), max(a, b) == b, sorted([b, 5, a, -a]) == [-a, 5, a, b], {a: 1}[3**200], a in [b, a], range(a, a + 3)[1] - a, len(range(10**5)), list(range(2**64, 2**64 + 3)), (2**64) in range(2**65))
for f in (lambda: [0] * a, lambda: "x" * a, lambda: 1.0 * 10**400, lambda: float(10**400), lambda: 10**400 / 3, lambda: math.sqrt(10**400), lambda: len(range(2**70)), lambda: chr(a), lambda: [1][a], lambda: 1 << 2**70, lambda: math.factorial(-1), lambda: math.isqrt(-1), lambda: math.factorial(1.5), lambda: math.comb(-1, 2)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
n = 1
for i in range(1, 60): n = n * i + (-1) ** i * i
print(n, n.bit_length(), n.bit_count(), (-n).bit_count(), pow(n, 65537, 2**127 - 1), pow(n, -1, 2**61 - 1))
x = -(2**200) + 12345
print([x // d for d in (7, -7, 2**64, -(2**64), 2**199)], [x % d for d in (7, -7, 2**64, -(2**64), 2**199)], [round(x, -k) for k in (2, 58)], x / 2**190, int(-1e30), -(2**64) // 2**32, (-(2**64)) % (2**32 + 1))
