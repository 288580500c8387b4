def run(n):
    size = 0
    for i in range(n):
        size += len(f"{i} {i:5d} {i:<8}| {i / 7:.3f} {i!r}")
        size += len("%d %5.2f %s %x" % (i, i / 3, "text", i))
        size += len("{} {:>6} {name}".format(i, i, name="n"))
        size += len(str(i) + repr(i * 0.5) + hex(i))
        size += len(f"{'abc':*^12}{i:,}")
        size += int(f"{i}") + len(f"{i:08b}")
    return size

print(run(160000))
