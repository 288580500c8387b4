n = 1
for i in range(1, 80):
    n = n * (i * i + 3) + (-1) ** i * i
    m = -n if i % 3 == 0 else n
    print(m, hex(m), oct(m)[:40], bin(m).count("1"), f"{m:,}"[-30:], f"{m:_x}"[:40], int(str(m)) == m, int(hex(m), 16) == m, m // 7, m % 7, m // -97, m % -97, m >> 5, m & 0xFFFF, ~m % 1000, (m ^ (m >> 3)) % 10**6, float(m) if i < 60 else "", m.bit_length())
