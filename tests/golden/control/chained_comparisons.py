def n(x): print("eval", x, end=" "); return x
print(n(1) < n(2) < n(3)); print(n(3) < n(2) < n(1)); print(n(1) < n(2) > n(0) == n(0)); print(n(2) in n([2]) in n([[2]]))
print(1 < 2 < 3 < 4 < 5, 1 < 2 < 2, 1 <= 1 <= 1, 5 > 4 > 3 > 9, 1 != 2 != 1, 1 == 1.0 == True, "a" < "b" <= "b", 0 < 1 in [1], not 1 < 2 < 3)
class C:
    def __init__(self, r): self.r = r
    def __lt__(self, o): return self.r
    def __bool__(self): print("bool?", end=" "); return bool(self.r)
a = C([]); b = C("t")
print(a < b < a, b < a < b, "")
r = C(C(0))
print(type(r < 1 < 2).__name__)
x = None
print(x is None is not False, x is not None is None, x not in [None] , 1 not in [2] not in [[3]])
def f(*a): return a
print(f(1 < 2 < 3, 4), [i for i in range(10) if 2 < i < 6], {1 < 2: 3 > 2 > 1}, (lambda q: 0 < q < 5)(3), 1 < (2 < 3), (1 < 2) < 3, 1 < 2 and 2 < 3)
try: 1 < 2 < "x"
except TypeError as e: print(e)
try: 3 < 2 < "x"; print("short circuit")
except TypeError as e: print(e)
try: 1 < undefined < 2
except NameError as e: print(e)
import math
nan = math.nan
print(nan < 1, nan > 1, nan == nan, nan != nan, 1 < nan < 2, not nan < 1, min(nan, 1), min(1, nan), sorted([3, nan, 1])[0], max([nan, 5]) is nan)
print([1, 2] < [1, 3] < [2], (1,) < (1, 0), "" < "a", b"a" < b"b", {1} < {1, 2} < {1, 2, 3}, {1} <= {1}, {1, 2} > {1}, frozenset({1}) == {1}, {1} < {2}, {2} > {1})
print(0 == 0.0 == 0j == False, 1 == 1 + 0j, 10**30 == 1e30, 2**53 == float(2**53), 2**53 + 1 == float(2**53), 2**53 + 1 > float(2**53), 10**400 > 1e308, -10**400 < float("-inf"), 10**400 < float("inf"), 1 == "1", [] == (), None == 0, "a" == b"a", range(3) == range(0, 3, 1), range(0) == range(5, 5))
