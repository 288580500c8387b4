import sys
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print([fib(i) for i in range(15)])
def even(n): return True if n == 0 else odd(n - 1)
def odd(n): return False if n == 0 else even(n - 1)
print(even(100), odd(7))
def ack(m, n):
    if m == 0: return n + 1
    if n == 0: return ack(m - 1, 1)
    return ack(m - 1, ack(m, n - 1))
print(ack(2, 3))
def hanoi(n, a="A", b="B", c="C"):
    return [] if n == 0 else hanoi(n - 1, a, c, b) + [a + c] + hanoi(n - 1, b, a, c)
print(hanoi(3))
def depth(n): return n if n == 0 else 1 + depth(n - 1)
print(depth(900))
def forever(): return forever()
try:
    forever()
except RecursionError as e:
    print(type(e).__name__, e, isinstance(e, RuntimeError))
class C:
    def __getattr__(self, name): return getattr(self, name + "x")
    def __eq__(self, other): return self == other
    def __repr__(self): return repr(self)
    def __hash__(self): return hash(self)
    def __len__(self): return len(self)
for f in (lambda c: c.a, lambda c: c == 1, repr, hash, len):
    try:
        f(C())
    except RecursionError as e:
        print("RecursionError", str(e).startswith("maximum recursion depth exceeded"))
old = sys.getrecursionlimit()
print(old)
sys.setrecursionlimit(5000)
print(depth(4500))
sys.setrecursionlimit(old)
for bad in (0, -1, "x"):
    try:
        sys.setrecursionlimit(bad)
    except (ValueError, TypeError) as e:
        print(e)
x = []
for _ in range(100000): x = [x]
try:
    repr(x)
except RecursionError as e:
    print(e)
y = []
for _ in range(100000): y = [y]
try:
    x == y
except RecursionError as e:
    print(e)
del x, y
print("dropped")
