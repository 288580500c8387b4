for v in (0.0, -0.0, 1.0, 0.1, 0.2 + 0.1, 1/3, 2/3, 1e15, 1e16, 1e17, 123456789012345678.0, 1e22, 1e23, 1e100, 1e-4, 1e-5, 0.0001234, 1.5e-10, 5e-324, 2.2250738585072014e-308, 1.7976931348623157e308, 100.0, 1e5, 123.456, -1.5, 3.0e-7, 9007199254740993.0, 4.35, 0.3, 2.5, 1e21, 12345678.9, float("inf"), float("-inf"), float("nan"), 1e-7, 0.1 + 0.7, 1.1 * 1.1, 9.999999999999999e22, 5e-320, 1e-323):
    print(repr(v), str(v), v.hex(), v.is_integer(), hash(v) if v == v else "nan hash", end=" ")
    try: print(v.as_integer_ratio(), int(v))
    except (OverflowError, ValueError) as e: print(type(e).__name__, e)
print([1.0, 2.5], (1e16,), {1.5: 2.5}, f"{1.0} {1e16} {0.1!r}", "%s %r" % (1.0, 1e-5))
print(float.fromhex("0x1.8p1"), float.fromhex("inf"), float.fromhex("-0x0.1p-3"), float.fromhex("1"), float.fromhex("0xA"), float.max if hasattr(float, "max") else "", float.__getformat__("double"))
for bad in ("0x", "xyz", "0x1p9999", "", "1.5.5"):
    try: print(float.fromhex(bad))
    except (ValueError, OverflowError) as e: print(type(e).__name__, e)
import sys
print(sys.float_info.max, sys.float_info.min, sys.float_info.epsilon, sys.float_info.dig, sys.float_info.mant_dig, sys.float_info.radix, sys.float_info.max_exp)
