# Keys and mapped functions that sort and map.
def t(f, *a):
    try:
        f(*a)
        print('no error')
    except RecursionError as e:
        print('RecursionError', str(e)[:60])
    except Exception as e:
        print(type(e).__name__, str(e)[:60])
def k(x): return sorted([x,x],key=k)
t(k,1)
def k(x): return max([x,x],key=k)
t(k,1)
def k(x): return list(map(k,[x]))
t(k,1)
def k(x): return list(filter(k,[x]))
t(k,1)
def k(x): l=[x,x]; l.sort(key=k); return l
t(k,1)
def k(x=1): return sum(k() for i in [1])
t(k)
def k(x=1): return any(map(k,[1]))
t(k)
