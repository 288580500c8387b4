# Random graphs of objects: how many each collection finds, which live, what finalizers and callbacks did.
import gc
import weakref

gc.disable()
gc.collect()
anchor = []


class Random:
    def __init__(self, seed):
        self.state = seed

    def below(self, bound):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % bound


class Node:
    def __init__(self):
        self.a = self.b = self.c = None


class Slotted:
    __slots__ = ('a', 'b', 'c', '__weakref__')

    def __init__(self):
        self.a = self.b = self.c = None


class Final(Node):
    def __init__(self, number, act):
        super().__init__()
        self.number = number
        self.act = act

    def __del__(self):
        log.append(self.number)
        if self.act == 1:
            rescued.append((self.number, self))
        elif self.act == 2:
            rescued.append((self.number, self.a))
        elif self.act == 3:
            self.a = None


def connect(random, holder, value):
    kind = type(holder)
    if kind is list:
        holder.append(value)
    elif kind is dict:
        holder[random.below(4)] = value
    elif kind is not tuple:
        setattr(holder, 'abc'[random.below(3)], value)


def disconnect(random, holder):
    kind = type(holder)
    if kind is list:
        if holder:
            holder.pop(random.below(len(holder)))
    elif kind is dict:
        holder.pop(random.below(4), None)
    elif kind is not tuple:
        setattr(holder, 'abc'[random.below(3)], None)


def run(seed):
    random = Random(seed)
    roots = []
    references = {}
    total = found = made = 0

    def pick():
        it = roots[random.below(len(roots))]
        for _ in range(random.below(4)):
            if type(it) in (list, tuple):
                following = it
            elif type(it) is dict:
                following = [value for key, value in it.items() if key != 'anchor']
            else:
                following = [it.a, it.b, it.c]
            following = [value for value in following if value is not None]
            if not following:
                break
            it = following[random.below(len(following))]
        return it

    for step in range(1500):
        choice = random.below(100)
        if not roots or choice < 25 and len(roots) < 40:
            made += 1
            kind = random.below(7)
            if kind == 0:
                it = []
            elif kind == 1:
                it = {'anchor': anchor}
            elif kind == 2 and roots:
                it = (pick(), pick())
            elif kind == 3:
                it = Slotted()
            elif kind == 4:
                it = Final(made, random.below(4))
            else:
                it = Node()
            if type(it) in (Node, Slotted, Final):
                name = f'{type(it).__name__}{made}'
                references[name] = weakref.ref(it, lambda ref, name=name: called.append(name))
            roots.append(it)
            it = None
        elif choice < 65:
            connect(random, pick(), pick())
        elif choice < 72:
            disconnect(random, pick())
        elif choice < 95:
            roots.pop(random.below(len(roots)))
        else:
            del roots[random.below(len(roots) + 1):]
            count = gc.collect()
            total += 1
            found += count
            alive = sum(reference() is not None for reference in references.values())
            print(seed, step, 'found', count, 'alive', alive, 'finalized', sorted(log), 'called', len(called),
                  'rescued', len(rescued))
            # The order of finalizers is nobody's business.
            rescued.sort(key=lambda it: it[0])
            roots += [it for number, it in rescued if it is not None]
            rescued.clear()
            log.clear()
            called.clear()
    roots.clear()
    while gc.collect() or rescued:
        rescued.clear()
    print(seed, made, total, found, [name for name in references if references[name]() is not None], len(called))


for seed in range(1, 7):
    log, called, rescued = [], [], []
    run(seed)
