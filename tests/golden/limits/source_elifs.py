# Long rows of `elif`.
import sys, warnings
warnings.simplefilter('ignore')
def t(name, src, modes=('exec','eval','single'), run=True):
    for m in modes:
        try:
            c=compile(src,'<x>',m)
            r='compiled'
            if run:
                g={'a':1,'f':lambda *a:1}
                r=eval(c,g)
                r = r if isinstance(r,(int,bool)) else type(r).__name__
        except (RecursionError,MemoryError,SyntaxError) as e:
            r=type(e).__name__+' '+str(e)[:60]
        except Exception as e: r=type(e).__name__
        print(name,m,r)
for n in 10,100,1000,2000,3000,10000,50000:
    t('elif%d'%n,'if a==0: pass\n'+''.join('elif a==%d: pass\n'%i for i in range(5,n))+'else: b=1\n',('exec','single'))
    t('else%d'%n,''.join('x%d=%d\n'%(i,i) for i in range(n)),('exec',))
