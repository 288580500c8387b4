def run():
    numbers = {}
    x = 12345
    for _ in range(1200000):
        x = (x * 1103515245 + 12345) & 0x7FFFFFFF
        key = x % 5003
        if key in numbers:
            numbers[key] += 1
        else:
            numbers[key] = 1
    words = ["word%d" % (i % 1009) for i in range(5000)]
    counts = {}
    for _ in range(120):
        for word in words:
            counts[word] = counts.get(word, 0) + 1
    return len(numbers), sum(numbers.values()), max(numbers.values()), len(counts), sum(counts.values())

print(run())
