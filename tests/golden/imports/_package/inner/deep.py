from ..sub import name as from_parent
here = __name__.upper()
try:
    from ... import too_far
except ImportError as e:
    print(e)
