# Unpacking targets, one per line, with the values they get.
sources = [[], [1], [1, 2], [1, 2, 3], "ab", (1, (2, 3)), {1: 2, 3: 4}, range(5), [[1, 2], [3, 4]], 5, None]
targets = ["a", "a,", "a, b", "a, *b", "*a, b", "*a,", "a, *b, c", "[a, b]", "(a, b), *c", "a, (b, c)", "(a)", "a[0], b", "*a[1:], b", "a.x, b", "[*a]", "a, [b, *c]", "a, b, *c", "(*a,), b" ]
class A(list):
    x = None
for t in targets:
    for s in sources:
        ns = {"s": s, "a": A([0, 0])} if "[" in t or "." in t else {"s": s}
        try:
            exec(t + " = s", {}, ns)
            print(t, "=", s, "|", {k: v for k, v in ns.items() if k in "abc"}, getattr(ns.get("a"), "x", ""))
        except Exception as e: print(t, "=", s, "|", type(e).__name__, e)
