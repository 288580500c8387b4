print("sub runs", __name__, __package__)
name = "sub name"
def up():
    from . import __version__
    return __version__
