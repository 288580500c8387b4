class InsufficientFunds(Exception):
    def __init__(self, need, have): super().__init__(f"need {need}, have {have}"); self.need, self.have = need, have
class Account:
    count = 0
    def __init__(self, owner, balance=0): self.owner, self._balance, self.log = owner, balance, []; type(self).count += 1
    @property
    def balance(self): return self._balance
    @balance.setter
    def balance(self, v):
        if v < 0: raise InsufficientFunds(self._balance - v, self._balance)
        self.log.append(v - self._balance); self._balance = v
    def __iadd__(self, n): self.balance += n; return self
    def __isub__(self, n): self.balance -= n; return self
    def __lt__(self, o): return self.balance < o.balance
    def __repr__(self): return f"{type(self).__name__}({self.owner!r}, {self.balance})"
class Savings(Account):
    def __init__(self, *a, rate=0.05, **k): super().__init__(*a, **k); self.rate = rate
    def accrue(self): self += round(self.balance * self.rate, 2); return self
class Transfer:
    def __init__(self, a, b, n): self.a, self.b, self.n = a, b, n
    def __enter__(self): self.saved = self.a.balance, self.b.balance; return self
    def __exit__(self, t, e, tb):
        if t and issubclass(t, InsufficientFunds):
            self.a._balance, self.b._balance = self.saved
            print("rolled back:", e); return True
    def run(self): self.b += self.n; self.a -= self.n
a, s = Account("ann", 100), Savings("bob", balance=50, rate=0.1)
a += 25; a -= 5; s.accrue(); print(a, s, a.log, s.log, Account.count, Savings.count)
with Transfer(a, s, 60) as t: t.run()
print(a, s)
with Transfer(a, s, 1000) as t: t.run()
print(a, s, min(a, s), sorted([s, a]), max(a, s).owner)
try: a -= 1000
except InsufficientFunds as e: print(e.need, e.have, e.args, repr(e))
try:
    with Transfer(a, s, 1): raise KeyError("other")
except KeyError as e: print("passes through", e)
