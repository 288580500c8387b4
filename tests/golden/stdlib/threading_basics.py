import threading, queue, time
out = []; lock = threading.Lock()
def work(n):
    for i in range(100):
        with lock: out.append(n)
ts = [threading.Thread(target=work, args=(i,), name=f"T{i}") for i in range(4)]
for t in ts: t.start()
for t in ts: t.join()
print(len(out), sorted(set(out)), [t.name for t in ts], [t.is_alive() for t in ts], threading.current_thread().name, threading.main_thread() is threading.current_thread(), threading.active_count())
q = queue.Queue(); res = []
def consumer():
    while (x := q.get()) is not None: res.append(x * x); q.task_done()
c = threading.Thread(target=consumer); c.start()
for i in range(5): q.put(i)
q.put(None); c.join(); print(res, q.empty())
ev = threading.Event(); got = []
w = threading.Thread(target=lambda: got.append(ev.wait(5))); w.start(); ev.set(); w.join(); print(got, ev.is_set())
loc = threading.local(); loc.x = 1; seen = []
th = threading.Thread(target=lambda: seen.append(hasattr(loc, "x"))); th.start(); th.join(); print(seen, loc.x)
r = threading.RLock()
with r:
    with r: print("re-entered")
s = threading.Semaphore(2); print(s.acquire(), s.acquire(), s.acquire(blocking=False)); s.release(); print(s.acquire(timeout=0.01))
try: lock.release()
except RuntimeError as e: print(e)
tm = threading.Timer(0.01, out.clear); tm.start(); tm.join(); print(out)
b = threading.Barrier(2); th = threading.Thread(target=b.wait); th.start(); print(b.wait() in (0, 1)); th.join()
from concurrent.futures import ThreadPoolExecutor
with ThreadPoolExecutor(2) as ex: print(list(ex.map(lambda v: v * 2, range(4))), ex.submit(pow, 2, 5).result()); f = ex.submit(lambda: 1 / 0)
print(repr(f.exception()))
try: queue.Queue().get_nowait()
except queue.Empty as e: print(type(e).__name__)
try: threading.Thread(target=print).join()
except RuntimeError as e: print(e)
