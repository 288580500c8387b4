import warnings


def old():
    warnings.warn("old is deprecated", DeprecationWarning, stacklevel=2)
    warnings.warn("plain")


old()
old()
warnings.warn("with category", FutureWarning)
print("done", flush=True)
