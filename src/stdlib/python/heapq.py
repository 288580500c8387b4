"""Heaps: lists whose first item is the smallest."""

__all__ = ['heappush', 'heappop', 'heapify', 'heapreplace', 'merge', 'nlargest', 'nsmallest', 'heappushpop']


from _heapq import heapify, heappop, heappush, heappushpop, heapreplace


def merge(*iterables, key=None, reverse=False):
    """The items of sorted iterables as one sorted iterator."""
    entries = []
    for order, iterator in enumerate(map(iter, iterables)):
        for item in iterator:
            entries.append(_Entry(item if key is None else key(item), order if not reverse else -order, item, iterator,
                                  reverse))
            break
    heapify(entries)
    while entries:
        entry = entries[0]
        yield entry.item
        for item in entry.iterator:
            entry.item = item
            entry.key = item if key is None else key(item)
            heapreplace(entries, entry)
            break
        else:
            heappop(entries)


class _Entry:
    __slots__ = 'key', 'order', 'item', 'iterator', 'reverse'

    def __init__(self, key, order, item, iterator, reverse):
        self.key = key
        self.order = order
        self.item = item
        self.iterator = iterator
        self.reverse = reverse

    def __lt__(self, other):
        if self.reverse:
            if other.key < self.key:
                return True
            return not self.key < other.key and self.order > other.order
        if self.key < other.key:
            return True
        return not other.key < self.key and self.order < other.order


def nsmallest(n, iterable, key=None):
    """The `n` smallest items, the smallest first."""
    return sorted(iterable, key=key)[:max(n, 0)]


def nlargest(n, iterable, key=None):
    """The `n` largest items, the largest first."""
    return sorted(iterable, key=key, reverse=True)[:max(n, 0)]
