import heapq, bisect
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
h = [5, 3, 8, 1]; heapq.heapify(h); print(h[0], heapq.heappop(h), heapq.heappushpop(h, 0), heapq.heapreplace(h, 9), sorted(h)); heapq.heappush(h, 2); print(h[0], heapq.nlargest(2, h), heapq.nsmallest(2, h), heapq.nlargest(2, ["a", "ccc", "bb"], key=len), heapq.nsmallest(10, [2, 1]), list(heapq.merge([1, 4], [2, 3], [0])), list(heapq.merge("ca", "b", reverse=True)), list(heapq.merge(["a", "bbb"], ["cc"], key=len)), [heapq.heappop(h) for _ in range(len(h))])
t(lambda: heapq.heappop([])); t(lambda: heapq.heapify((1, 2))); t(lambda: heapq.heappush([1], "a")); t(lambda: heapq.heapreplace([], 1)); t(lambda: heapq.heappush(5, 1)); t(lambda: heapq.heapify([1, "a"])); print(heapq.heappushpop([], 3), heapq.nlargest(0, [1]), heapq.nsmallest(1, []))
a = [1, 3, 3, 5]; print(bisect.bisect(a, 3), bisect.bisect_left(a, 3), bisect.bisect_right(a, 3), bisect.bisect_left(a, 0), bisect.bisect_right(a, 9), bisect.bisect(a, 3, 0, 2), bisect.bisect_left(["a", "ccc"], 2, key=len), bisect.bisect([], 1)); bisect.insort(a, 4); bisect.insort_left(a, 3); bisect.insort(a, 2, key=lambda v: v); print(a)
t(lambda: bisect.bisect(a, "x")); t(lambda: bisect.bisect(a)); t(lambda: bisect.bisect(a, 1, -1)); t(lambda: bisect.insort(5, 1)); t(lambda: bisect.bisect(a, 1, key=5))
def grade(s): return "FDCBA"[bisect.bisect([60, 70, 80, 90], s)]
print([grade(s) for s in (33, 60, 89, 90, 100)]); q = []; x = 7
for i in range(500): x = x * 1103515245 + 12345 & 0x7FFFFFFF; heapq.heappush(q, (x % 1000, i))
out = [heapq.heappop(q) for _ in range(500)]; print(out == sorted(out), out[0], out[-1], out[250])
