# Text to words to counts: what scripts do.
text = " ".join("the quick brown fox jumps over lazy dogs while %d cats sleep, and %d-th bird sings" % (i, i % 7) for i in range(12000))

def run():
    counts = {}
    for word in text.split():
        word = word.strip(",.-").lower()
        if word.isdigit():
            word = "#"
        counts[word] = counts.get(word, 0) + 1
    by_letter = {}
    for word, n in counts.items():
        by_letter.setdefault(word[0], []).append((n, word))
    lengths = [0] * 12
    for ch in text:
        if ch in "aeiou":
            lengths[ord(ch) % 12] += 1
    return sorted(counts.items(), key=lambda p: (-p[1], p[0]))[:3], len(by_letter), lengths

for _ in range(6):
    result = run()
print(result)
