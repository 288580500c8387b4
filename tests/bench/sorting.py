def run():
    x = 7
    numbers = []
    for _ in range(150000):
        x = (x * 1103515245 + 12345) & 0x7FFFFFFF
        numbers.append(x)
    words = ["w%d" % (n % 5000) for n in numbers]
    records = [(n % 100, w) for n, w in zip(numbers, words)]
    a = sorted(numbers)
    b = sorted(numbers, key=lambda n: n % 1000)
    c = sorted(words, key=len, reverse=True)
    d = sorted(records)
    e = sorted(records, key=lambda r: (r[1], -r[0]))
    f = sorted(words)
    numbers.sort(key=lambda n: -n)
    return a[5], b[77], c[1000], d[10], e[20], f[30], numbers[3], min(words, key=len), max(records, key=lambda r: r[0])

print(run())
