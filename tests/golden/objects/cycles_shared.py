# What dies in a cycle leaves alone what others hold, and dies in the order of PEP 442.
import gc
import weakref

gc.disable()


class A:
    pass


def held_dictionary():
    a = A()
    a.item = 'kept'
    ring = {'a': a}
    ring['ring'] = ring
    return a.__dict__


d = held_dictionary()
print(gc.collect() > 0, d)


def shared_variable():
    variable = ['kept']

    def f():
        return variable

    def g():
        return variable

    g.ring = g
    return f


f = shared_variable()
print(gc.collect() > 0, f())


def shared_defaults():
    def f(a=['kept'], *, b={'kept': 1}):
        return a, b

    f.ring = f
    return f.__defaults__, f.__kwdefaults__


d = shared_defaults()
print(gc.collect() > 0, d)


def generator_in_ring():
    held = ['kept']

    def g():
        here = held
        ring.append(me)
        yield here
        print('not reached')

    ring = []
    me = g()
    next(me)
    return held


print(gc.collect(), generator_in_ring(), gc.collect() > 0)


class Final:
    def __del__(self):
        gc.collect()
        print('final')


# Finalizers that collect while others of the dead still wait for their turn.
for depth in (1, 10, 63, 64, 65, 100, 300, 5000):
    chain = [A()]
    for _ in range(depth):
        chain = [chain]
    both = [Final(), chain]
    del chain
    del both
    both = (Final(), {1: {2: Final()}}, [[[Final()]]])
    for _ in range(depth):
        both = (both,)
    del both


# All weak references to a cycle are empty before any callback runs, callbacks come before finalizers, and
# those of references that die as well are not called.
class B:
    def __del__(self):
        print('finalized', self.name)


def ring_of(*names):
    objects = [B() for _ in names]
    for it, name, following in zip(objects, names, objects[1:] + objects[:1]):
        it.name, it.next = name, following
    return objects


def told(reference):
    print('called back', [it() for it in outside])


objects = ring_of('x', 'y')
outside = [weakref.ref(it, told) for it in objects]
objects[0].inside = weakref.ref(objects[1], lambda reference: print('not called'))
del objects
print(gc.collect())


# A finalizer that keeps the objects keeps them with empty references.
class C:
    def __del__(self):
        print('once')
        kept.append(self)


kept = []
c = C()
c.ring = c
c.other = A()
c.inside = weakref.ref(c.other)
c.other.back = c
reference, other = weakref.ref(c), weakref.ref(c.other)
del c
print(gc.collect(), reference(), other(), kept[0].inside(), len(kept))
reference = weakref.ref(kept[0])
kept.clear()
print(gc.collect(), reference(), kept)
print('done')


# A generator that was finalized is at its end, also where another finalizer keeps it.
class Keeper:
    def __del__(self):
        kept.append(self.generator)


def numbers(hold):
    yield 1
    yield 2


keeper = Keeper()
keeper.generator = numbers(keeper)
print(next(keeper.generator))
del keeper
print(gc.collect(), list(kept[0]))
