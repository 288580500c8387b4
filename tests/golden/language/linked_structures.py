class Node:
    __slots__ = "value", "next"
    def __init__(self, value, next=None): self.value, self.next = value, next
class Linked:
    def __init__(self, items=()):
        self.head = None; self.size = 0
        for x in reversed(list(items)): self.push(x)
    def push(self, x): self.head = Node(x, self.head); self.size += 1; return self
    def __iter__(self):
        n = self.head
        while n: yield n.value; n = n.next
    def __len__(self): return self.size
    def __getitem__(self, i):
        if isinstance(i, slice): return Linked(list(self)[i])
        if i < 0: i += self.size
        for k, v in enumerate(self):
            if k == i: return v
        raise IndexError(f"index {i} of {self.size}")
    def __reversed__(self): return iter(list(self)[::-1])
    def __add__(self, o): return Linked([*self, *o]) if isinstance(o, Linked) else NotImplemented
    def __eq__(self, o): return isinstance(o, Linked) and list(self) == list(o)
    def __repr__(self): return f"Linked({list(self)})"
    def __bool__(self): return self.head is not None
    def __contains__(self, x): return any(x == v for v in self)
    def reverse(self):
        prev, n = None, self.head
        while n: n.next, prev, n = prev, n, n.next
        self.head = prev; return self
l = Linked("abc")
print(l, len(l), l[0], l[-1], l[1:], list(reversed(l)), "b" in l, bool(Linked()), l + Linked([1]), l == Linked("abc"), l.push("z"), l.reverse(), *l)
for f in (lambda: l[9], lambda: l + [1], lambda: l["x"], lambda: hash(l), lambda: l < l, lambda: l.foo):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class Tree:
    def __init__(self, v, left=None, right=None): self.v, self.left, self.right = v, left, right
    def insert(self, v):
        side = "left" if v < self.v else "right"
        child = getattr(self, side)
        if child is None: setattr(self, side, Tree(v))
        else: child.insert(v)
        return self
    def __iter__(self):
        if self.left: yield from self.left
        yield self.v
        if self.right: yield from self.right
    def depth(self): return 1 + max((c.depth() for c in (self.left, self.right) if c), default=0)
    def walk(self, f): return f(self.v, *(c.walk(f) for c in (self.left, self.right) if c))
t = Tree(50)
for v in (30, 70, 20, 40, 60, 80, 10): t.insert(v)
print(list(t), t.depth(), t.walk(lambda v, *c: v + sum(c)), t.walk(lambda *a: a), sum(t), max(t), 40 in set(t))
