print("b starts")
import _cyclic_a
y = "b.y"
print("b sees", hasattr(_cyclic_a, "x"))
try: from _cyclic_a import x
except ImportError as e: print(str(e).split(" (")[0])
print("b ends")
