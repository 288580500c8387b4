text = """Name,Age,City
Ann,34,Oslo
"Bob, Jr.",7,"New ""Big"" York"
Çelik,,İzmir
"""
def parse(line):
    out, cur, quoted, i = [], "", False, 0
    while i < len(line):
        c = line[i]
        if quoted:
            if c == '"' and line[i + 1:i + 2] == '"': cur += '"'; i += 1
            elif c == '"': quoted = False
            else: cur += c
        elif c == '"': quoted = True
        elif c == ",": out.append(cur); cur = ""
        else: cur += c
        i += 1
    return [*out, cur]
head, *rows = map(parse, text.splitlines()); recs = [dict(zip(head, r)) for r in rows]
for r in recs: print(r, f"{r['Name']:<10}|{r['Age'] or '-':>4}|{r['City']:^16}|")
print(max(map(len, head)), sum(int(r["Age"] or 0) for r in recs), sorted(r["City"] for r in recs), {r["Name"][0].casefold() for r in recs} == {"a", "b", "ç"})
para = "It was the best of times, it was the worst of times, it was the age of wisdom"
def wrap(s, w):
    line = []
    for word in s.split():
        if sum(map(len, line)) + len(line) + len(word) > w: yield " ".join(line); line = []
        line.append(word)
    if line: yield " ".join(line)
for l in wrap(para, 24): print(f"{l:<24}|{l:>24}|{l:-^24}")
words = [w.strip(",").lower() for w in para.split()]; counts = {w: words.count(w) for w in dict.fromkeys(words)}; print(sorted(counts.items(), key=lambda kv: (-kv[1], kv[0]))[:4], " ".join(w[::-1] for w in words[:4]), para.title()[:20], para.swapcase()[:12])
def caesar(s, k): return "".join(chr((ord(c) - b + k) % 26 + b) if c.isalpha() and c.isascii() and (b := 65 if c.isupper() else 97) else c for c in s)
print(caesar("Hello, World", 3), caesar(caesar("Hello, World", 3), -3), "".join(f"{ord(c):08b}" for c in "Hi"), "%s" % "".join(chr(int(b, 2)) for b in ("01001000", "01101001")))
def rle(s):
    out = []
    for c in s:
        if out and out[-1][0] == c: out[-1][1] += 1
        else: out.append([c, 1])
    return "".join(f"{c}{n if n > 1 else ''}" for c, n in out)
print(rle("aaabccd"), rle(""), [(w, w == w[::-1]) for w in ("level", "abc", "")], "-".join(sorted(set("mississippi"))), "a1b22".translate({ord(d): None for d in "0123456789"}), "x=1;y=2".split(";"), dict(p.split("=") for p in "x=1;y=2".split(";")))
def to_roman(n):
    out = ""
    for v, s in ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        k, n = divmod(n, v); out += s * k
    return out
print([to_roman(n) for n in (1, 4, 9, 14, 40, 90, 400, 1994, 2024)], ["{:>3}".format(to_roman(n)) for n in range(1, 6)])
for n in range(1, 16): print("FizzBuzz"[n * n % 3 * 4:8 - -n ** 4 % 5] or n, end=" ")
print()
