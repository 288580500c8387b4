# Long chains of classes end.
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
x=object
for i in range(300):
    x=type('x',(x,),{})
del x
x=None
for i in range(5000):
    x=type('x',(),{'p':x})
del x
import gc
gc.collect()
print('ok')
