# Hashes are part of the language's visible order: sets of small numbers, equal numbers of different kinds.
for v in (0, 1, -1, -2, 2**31, 2**61 - 2, 2**61 - 1, 2**61, -(2**61), 2**64, 10**40, -(10**40), 0.5, 0.25, 1e10, 1.5e300, -2.75, 5e-324, 3 + 4j, -1j, True, (), (0,), (1, 2, 3), (1.0, 2), ((),), (True, None) [:1], frozenset(), frozenset({1, 2}), frozenset({(1, 2), 3}), range(0), range(5), range(1, 9, 2), slice(1, 2, 3)): print(repr(v), hash(v))
for s in ("", "a", "b", "ab", "abc", "é", "日本", "😀", "a" * 7, "a" * 8, "a" * 9, "x" * 100): print(ascii(s), hash(s), hash(s.encode()), hash((s,)))
for n in (5, 9, 20, 40): print(n, list({(i * 7919) % 101 for i in range(n)}), list({i - n // 2 for i in range(n)}), list(frozenset(range(0, n * 8, 8))))
print(list({1.5, 2.5, 3, 4j, True}), list({0, -1, -2, 10**20}), list({(i, i + 1) for i in range(5)}), {c for c in "hello"} == set("helo"), list({"a", "b", "c", "d", "e"}), list({"x": 1, "y": 2} .keys() | {"z"}))
