import time
a = time.perf_counter(); b = time.perf_counter(); print(b >= a, type(a), type(time.time()), time.time() > 1.6e9, type(time.time_ns()), time.monotonic() <= time.monotonic(), time.process_time() >= 0, type(time.perf_counter_ns()))
start = time.monotonic(); time.sleep(0.01); print(time.monotonic() - start >= 0.01, time.sleep(0))
for bad in (-1, "a", None):
    try: time.sleep(bad)
    except (ValueError, TypeError) as e: print(type(e).__name__, e)
g = time.gmtime(0); print(g, g.tm_year, g[0], len(g), tuple(g), g.tm_zone, g.tm_gmtoff, g == (1970, 1, 1, 0, 0, 0, 3, 1, 0))
print(time.strftime("%Y-%m-%d %H:%M:%S %a %A %b %B %j %y %p %I %% %w %U", g), time.asctime(g), time.gmtime(86400 * 365.25 * 30)[:6], time.gmtime(-1)[:6], time.strftime("%d", (2024, 2, 29, 1, 2, 3, 3, 60, 0)))
print(time.strptime("2024-03-05 06:07:08", "%Y-%m-%d %H:%M:%S")[:6], time.struct_time(range(9)), time.struct_time(range(9)).tm_sec)
for f in (lambda: time.gmtime("x"), lambda: time.strftime(5), lambda: time.struct_time([1]), lambda: time.gmtime(1e30), lambda: time.strftime("%Y", (1,)), lambda: time.asctime((1, 2)), lambda: time.gmtime(1, 2)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
