# Exceptions that fail to be made and to be shown.
def t(f, *a):
    try:
        f(*a)
        print('no error')
    except RecursionError as e:
        print('RecursionError', str(e)[:60])
    except Exception as e:
        print(type(e).__name__, str(e)[:60])
class E(Exception):
    def __init__(self): raise E
t(lambda: E())
def f(): raise E
t(f)
class F(Exception):
    def __str__(self): return str(self)
t(lambda: str(F()))
class G(Exception):
    def __str__(self): return '' + str(self)
try: raise G
except G as e:
    t(lambda: str(e))
raise G
