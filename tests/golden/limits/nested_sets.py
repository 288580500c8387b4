# Nested sets.
import sys
def t(f, *a):
    try:
        r=f(*a)
        print('fine', r if isinstance(r,(int,bool)) else type(r).__name__)
    except RecursionError as e:
        print('RecursionError', str(e)[:60])
    except Exception as e:
        print(type(e).__name__, str(e)[:60])
N=200000
x=frozenset()
for i in range(N): x=frozenset([x])
t(lambda: len(repr(x)))
