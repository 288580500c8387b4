def check():
    raise ImportError("module refuses")


check()
