import random
random.seed(42); print(random.random(), random.randint(1, 100), random.choice("abcdef"), random.uniform(1, 2), random.randrange(0, 100, 5), random.getrandbits(40), random.sample(range(100), 5), random.choices("xyz", k=5), random.choices([1, 2], weights=[9, 1], k=5), random.gauss(0, 1), random.betavariate(1, 2), random.expovariate(1.5), random.triangular(0, 10, 5), random.normalvariate(0, 1), random.randbytes(4))
l = list(range(10)); random.shuffle(l); print(l); r = random.Random(7); s = r.getstate(); a = [r.random() for _ in range(3)]; r.setstate(s); print(a == [r.random() for _ in range(3)], a)
for seed in (0, 1, -5, 2**70, "text", b"bytes", 1.5, None.__class__.__name__): print(random.Random(seed).random(), random.Random(seed).getrandbits(65))
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
t(lambda: random.choice([])); t(lambda: random.randint(5, 1)); t(lambda: random.randrange(0)); t(lambda: random.sample([1], 2)); t(lambda: random.sample({1, 2}, 1)); t(lambda: random.shuffle((1, 2))); t(lambda: random.seed([])); t(lambda: random.randrange(1.5)); t(lambda: random.choices([], k=1)); t(lambda: random.getrandbits(-1)); t(lambda: random.choices([1], weights=[0])); t(lambda: random.randint(1)); print(random.getrandbits(0), random.Random(1).sample("abc", 3), random.Random(1).randrange(2**100))
