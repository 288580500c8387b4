# The buffer protocol from Python: __buffer__ and __release_buffer__.
def t(f,*a):
    try: print(repr(f(*a)))
    except BaseException as e: print(type(e).__name__, e)
b=b'abc'; ba=bytearray(b'abc')
t(b.__buffer__, 0); t(ba.__buffer__, 0); t(b.__buffer__, 1); t(b.__buffer__,'x'); t(ba.__buffer__, 284)
m=ba.__buffer__(0); print(type(m), m.readonly, m.format, bytes(m)); t(ba.append,1); t(ba.__release_buffer__, m); ba.append(1); t(m.tobytes)
m=b.__buffer__(0)
t(ba.__release_buffer__, m); t(ba.__release_buffer__, 1); 
m=memoryview(ba); t(m.__buffer__,0); t(m.__release_buffer__, m)
try: print(memoryview._from_flags(object=ba, flags=1).readonly)
except BaseException as e: print(type(e).__name__, e)
t(memoryview._from_flags, b, 'x'); t(memoryview._from_flags, 1, 0)
class B:
    def __init__(self): self.d=bytearray(b'hello')
    def __buffer__(self, flags):
        print('buffer', flags); self.m=memoryview(self.d); return self.m
    def __release_buffer__(self, m):
        print('release', m is self.m); m.release()
x=B()
m=memoryview(x); print(m.obj, m.tobytes(), m.readonly) if 0 else print(m.obj is x, m.tobytes(), m.readonly)
m[0]=72; print(x.d)
m.release()
t(x.d.append,1)
print(bytes(x)); print(bytearray(x)); print(b'' + b'', b''.join([x]))
t(lambda: b'a'+x)
with memoryview(x) as m: print(m.nbytes)
class C:
    def __buffer__(self, flags): return 5
t(memoryview, C()); t(bytes, C())
class D:
    def __buffer__(self, flags): raise ValueError('no')
t(memoryview, D()); t(bytes, D())
class E:
    def __buffer__(self, flags): return memoryview(b'xyz')
m=memoryview(E()); print(m.tobytes(), m.readonly, type(m.obj)); del m
t(bytes, E())
class F(bytearray):
    def __buffer__(self, flags): print('F', flags); return super().__buffer__(flags)
    def __release_buffer__(self, m): print('Frel', type(m)); super().__release_buffer__(m)
f=F(b'qq'); m=memoryview(f); print(m.tobytes()); m.release(); f.append(1)
t(bytes, f)
print(B.__buffer__, memoryview.__buffer__)



# Whatever the object does meanwhile.
class Resizing:
    def __buffer__(self, flags):
        target.append(1)
        return memoryview(b'ab')


target = bytearray(b'x')
t(target.__iadd__, Resizing())
t(target.replace, b'x', Resizing())
target[0:1] = Resizing()
print(target)


class Failing:
    def __buffer__(self, flags):
        return memoryview(b'ab')

    def __release_buffer__(self, view):
        print('released', bytes(view))


with memoryview(Failing()) as one:
    two = one[1:]
    three = memoryview(two)
print('not yet')
two.release()
print('now')
del three
