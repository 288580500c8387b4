from itertools import product, permutations, combinations, combinations_with_replacement
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
print(list(product("ab", [1, 2])), list(product("ab", repeat=2)), list(product()), list(product("a", [])), list(product([1], repeat=0)), list(product(range(2), "x", repeat=2)))
print(list(permutations("abc")), list(permutations("abc", 2)), list(permutations([], 0)), list(permutations("ab", 3)), list(permutations("abc", 0)), list(permutations("ab", None)))
print(list(combinations("abcd", 2)), list(combinations("abc", 3)), list(combinations("ab", 3)), list(combinations("ab", 0)), list(combinations(range(5), 4)))
print(list(combinations_with_replacement("abc", 2)), list(combinations_with_replacement("a", 3)), list(combinations_with_replacement("", 2)), list(combinations_with_replacement("ab", 0)))
t(lambda: product(5)); t(lambda: product("a", repeat=-1)); t(lambda: product("a", repeat="x")); t(lambda: product("a", foo=1)); t(lambda: permutations()); t(lambda: permutations(5)); t(lambda: permutations("a", -1)); t(lambda: permutations("a", "b")); t(lambda: permutations("a", 1.5)); t(lambda: combinations("a")); t(lambda: combinations("a", -1)); t(lambda: combinations("a", None)); t(lambda: combinations("a", "b")); t(lambda: combinations(5, 2)); t(lambda: combinations_with_replacement("a", -1)); t(lambda: combinations_with_replacement("a", 1, 2))
print(sum(1 for _ in product(range(10), repeat=4)), sum(1 for _ in permutations(range(7))), sum(1 for _ in combinations(range(20), 5)), sum(1 for _ in combinations_with_replacement(range(8), 4)))
p = permutations([3, 1, 2]); print(next(p), next(p), list(p)[-1], next(p, "done"), type(p).__name__)
print([a for a in product([0, 1], repeat=3) if sum(a) == 2], sorted(map("".join, permutations("aab"))), max(combinations([1, 5, 3], 2), key=sum), list(combinations(iter("abc"), r=2)), list(permutations(r=1, iterable="ab")))
