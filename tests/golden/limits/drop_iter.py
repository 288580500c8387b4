# Long chains of iterators end.
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
import itertools
for F in (iter, enumerate, zip, reversed, lambda x: map(len,x), lambda x: filter(None,x), itertools.chain, lambda x: itertools.islice(x,3), lambda x: itertools.starmap(len,x), lambda x: itertools.takewhile(len,x), lambda x: itertools.dropwhile(len,x), itertools.accumulate, itertools.groupby, itertools.pairwise, lambda x: itertools.compress(x,x), lambda x: itertools.zip_longest(x,x), lambda x: itertools.batched(x,2), lambda x: itertools.tee(x)[0], itertools.repeat, lambda x: itertools.filterfalse(None,x), lambda x: iter([x]), lambda x: iter((x,)), lambda x: iter({x}), lambda x: iter({x:x}), lambda x: slice(x,x), lambda x: [x].__iter__, lambda x: property(x), lambda x:classmethod(x), lambda x:staticmethod(x), lambda x: {1:x}.values(), lambda x: iter(lambda: x, 1), lambda x: memoryview(b'') and (x,) ):
    x=[]
    try:
        for i in range(200000): x=F(x)
    except Exception as e: print(e)
    del x
print('ok')
