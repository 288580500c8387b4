# A binary heap in plain Python, and work on collections.deque.
from collections import deque

def push(heap, item):
    heap.append(item)
    i = len(heap) - 1
    while i:
        parent = (i - 1) >> 1
        if heap[parent] <= heap[i]:
            break
        heap[parent], heap[i] = heap[i], heap[parent]
        i = parent

def pop(heap):
    last = heap.pop()
    if not heap:
        return last
    top, heap[0] = heap[0], last
    i, n = 0, len(heap)
    while True:
        child = 2 * i + 1
        if child >= n:
            break
        if child + 1 < n and heap[child + 1] < heap[child]:
            child += 1
        if heap[i] <= heap[child]:
            break
        heap[i], heap[child] = heap[child], heap[i]
        i = child
    return top

heap = []
x = 1
total = 0
for i in range(60000):
    x = (x * 69069 + 5) % 1000003
    push(heap, (x, i))
while heap:
    total = (total * 3 + pop(heap)[0]) % 1000000007

q = deque(range(1000))
for i in range(1500000):
    q.append(q.popleft() ^ i)
    if not i % 64:
        q.rotate(3)
print(total, sum(q), len(q))
