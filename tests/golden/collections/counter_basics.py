from collections import Counter
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
c = Counter("abracadabra"); print(c, c["a"], c["zz"], len(c), c.most_common(2), c.total(), sorted(c.elements()), list(c), c.most_common(), c.most_common(0))
print(Counter(), Counter([1, 1, 2]), Counter({"a": 3}), Counter(a=2, b=0), Counter("ab", c=5), Counter(None), Counter(["x"], x=1))
a, b = Counter(a=3, b=1), Counter(a=1, b=2, c=1); print(a + b, a - b, a & b, a | b, +Counter(a=-1, b=2), -Counter(a=-1, b=2), a == b, a <= b, Counter(a=1) <= a, a > b, Counter(a=1, z=0) == Counter(a=1), Counter(a=1) != {"a": 1})
a.update("aab"); print(a); a.subtract({"a": 10}, z=1); print(a); a += Counter(b=5); print(a); a -= Counter(b=1); a |= Counter(q=1); a &= Counter(b=100, q=5); print(a); del a["b"]; del a["nothing"]; print(a); a.clear(); print(a)
t(lambda: Counter(5)); t(lambda: Counter([[]])); t(lambda: Counter.fromkeys("ab")); t(lambda: Counter("a", "b")); t(lambda: Counter(a="x") + Counter(a=1)); t(lambda: Counter("a") + {"a": 1}); t(lambda: Counter("ab") < 5)
print(Counter("hello world").most_common(3), Counter(x % 3 for x in range(10)), dict(Counter("aab")), Counter("ab").copy(), "a" in Counter("a"), Counter("aab").items(), sum(Counter("abc").values()), max(Counter("aab"), key=Counter("aab").get), Counter(a=1.5) + Counter(a=2), isinstance(Counter(), dict), Counter({1: 2, None: 3}))
