"""Heaps: lists whose first item is the smallest."""

__all__ = ['heappush', 'heappop', 'heapify', 'heapreplace', 'merge', 'nlargest', 'nsmallest', 'heappushpop']


def heappush(heap, item, /):
    """Put an item on the heap."""
    heap.append(item)
    _rise(heap, 0, len(heap) - 1)


def heappop(heap, /):
    """Take the smallest item off the heap."""
    last = heap.pop()
    if not heap:
        return last
    smallest = heap[0]
    heap[0] = last
    _sink(heap, 0)
    return smallest


def heapreplace(heap, item, /):
    """Take the smallest item off, then put another one on."""
    smallest = heap[0]
    heap[0] = item
    _sink(heap, 0)
    return smallest


def heappushpop(heap, item, /):
    """Put an item on, then take the smallest off."""
    if heap and heap[0] < item:
        item, heap[0] = heap[0], item
        _sink(heap, 0)
    return item


def heapify(x, /):
    """Make a list a heap."""
    for i in reversed(range(len(x) // 2)):
        _sink(x, i)


def _rise(heap, start, at):
    item = heap[at]
    while at > start:
        above = (at - 1) >> 1
        parent = heap[above]
        if not item < parent:
            break
        heap[at] = parent
        at = above
    heap[at] = item


def _sink(heap, at):
    # The smaller child moves up all the way; the item then rises from the bottom, where it mostly belongs.
    end = len(heap)
    start = at
    item = heap[at]
    child = 2 * at + 1
    while child < end:
        right = child + 1
        if right < end and not heap[child] < heap[right]:
            child = right
        heap[at] = heap[child]
        at = child
        child = 2 * at + 1
    heap[at] = item
    _rise(heap, start, at)


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
            _sink(entries, 0)
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
