print("a starts")
import _cyclic_b
x = "a.x"
print("a ends", _cyclic_b.y)
