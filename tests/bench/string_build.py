def run():
    parts = []
    for i in range(250000):
        parts.append(str(i))
        parts.append("-")
    text = "".join(parts)
    pieces = text.split("-")
    out = ""
    for piece in pieces[:200000]:
        out += piece
        out += ","
    upper = 0
    for ch in out[:600000]:
        if ch == ",":
            upper += 1
    joined = [p.upper() + p[::-1] for p in pieces[:100000] if p.startswith("1") or p.endswith("7")]
    return len(text), len(pieces), len(out), upper, len(joined), joined[-1], out.count("99"), out.find("19999,"), len(out.replace("1", "one"))

for _ in range(5):
    result = run()
print(result)
