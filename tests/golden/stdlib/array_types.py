# array.array: every kind, every error.
import sys
sys.stderr = sys.stdout
import array
from array import array as A
def t(s):
    try: print(s, '->', repr(eval(s)))
    except BaseException as e: print(s, '->', type(e).__name__+':', e)
for c in 'bBhHiIlLqQfduw':
    for v in ['"x"','1.5','10**30','-10**30','-1','300','70000','2**40','None','True']:
        t(f"A('{c}',[{v}])")
for s in ["A()","A('x')","A('ii')","A(1)","A('i',5)","A('i','abc')","A('u','abc')","A('w','abc\U0001F600')","A('i',b'abcd')","A('i',b'abcde')","A('i',[1,2],3)","A('i',x=1)","A(b'i')",
 "A('i',[1,2,3])[5]","A('i',[1,2,3])['a']","A('i',[1,2,3])[1.0]","A('i',[1,2,3])[::2]","A('i',[1])+[2]","A('i',[1])+A('d',[2])","A('i',[1])*2","A('i',[1])*'a'","2*A('i',[1])","A('d',[1,2.5,float('inf'),float('nan')])","A('i')","A('i',[1])==A('d',[1.0])","A('i',[1])<A('i',[2])","A('i',[1])==[1]","hash(A('i'))",
 "A('i',[1,2]).itemsize","A('i',[1,2]).typecode","A('i').buffer_info()[1]","A('i',[1,2]).tolist()","A('i',[1,2]).tobytes()","A('i',[1,2]).pop()","A('i').pop()","A('i',[1]).pop(3)","A('i',[1,2,1]).index(1,1)","A('i',[1]).index(5)","A('i',[1]).remove(5)","A('i',[1,1]).count(1)","A('u','ab').tounicode()","A('i',[1]).tounicode()","A('i').extend(A('d'))","A('i').extend(5)","A('i').fromlist((1,))","A('i').fromlist([1,'a'])","A('i').frombytes(b'abc')","A('i').fromunicode('a')","A('i').append('a')","A('i').insert(0,'a')","3 in A('i',[3])","'a' in A('i',[3])","A('h',[1]).byteswap()","type(iter(A('i')))","A('i',[1]).__reduce_ex__(2)","A('i',[1]).__reduce_ex__(3)","A('i',[1]).__copy__()","A('i',[1]).__deepcopy__(1)","array.typecodes","array.ArrayType","bytes(A('h',[1,2]))","A('i',A('d',[1.5]))","A('d',A('i',[1]))","A('i',bytearray(b'abcd'))","A('i',range(3))","repr(A('w','ab'))","list(iter(A('i',[1,2])))","A.mro()","A.__text_signature__","iter(A('i',[1,2])).__reduce__()","A('i',[1]).__sizeof__()","array._array_reconstructor","A.__module__","A('i',[1,2]).clear()"]:
    t(s)
x=A('i',[1,2,3,4]); 
def st(s):
    try: exec(s); print(s,'->',x)
    except BaseException as e: print(s, '->', type(e).__name__+':', e)
for s in ["x[1:2]=A('i',[7,8])","x[1:2]=[1]","x[0:1]=A('d',[1])","x[::2]=A('i',[1])","x[9]=1","x['a']=1","x[0]='a'","del x[0]","del x[5]","del x[::2]","x+=[1]","x+=A('i',[9])","x+=A('d',[9])","x*=2","x.reverse()","del x['a']","x[0]=2.5", "x*=-1"]:
    st(s)
