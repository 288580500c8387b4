import sys


def hook(kind, value, tb):
    raise KeyError("hook broke")


sys.excepthook = hook
raise ValueError("original")
