# The names of functions, generators, frames and other objects of the machinery.
import types
def f(): yield
async def c(): pass
async def ag(): yield
co = c(); g = f(); a = ag()
try: 1 / 0
except ZeroDivisionError as e: tb = e.__traceback__
m = types.ModuleType("m")
for v in (f, f.__code__, g, co, a, tb, tb.tb_frame, [].append, str.upper, len, "".__add__, int.__add__, type.__dict__, {}.keys(), {}.values(), {}.items(), iter([]), iter({}), iter(""), iter(()), iter(set()), iter(range(1)), lambda: 0, f.__get__(1), types.CellType(1), int | str, list[int], types.SimpleNamespace(), m, co.__await__(), iter(int, 1), int.real, object.__init__, int.from_bytes, types.MethodType(len, [])):
    print(type(v).__name__, *[n for n in sorted(vars(type(v))) if n != "__doc__"])
co.close()
