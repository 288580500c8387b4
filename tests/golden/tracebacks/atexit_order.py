import atexit
import sys
atexit.register(print, "registered first")
atexit.register(print, "registered second", sep="-")


@atexit.register
def last():
    print("decorated", flush=True)
    raise ValueError("in atexit")


sys.exit(4)
