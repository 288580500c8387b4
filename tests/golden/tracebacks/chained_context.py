def cleanup():
    raise OSError(5, "cleanup failed")


try:
    try:
        raise KeyError("first")
    finally:
        cleanup()
except OSError:
    raise TypeError("third") from None
