# Long rows of subscripts, attributes and calls.
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
for n in 10,100,1000,3000,100000:
    t('sub%d'%n,'a'+'[0]'*n,run=False); t('attr%d'%n,'a'+'.x'*n,run=False); t('call%d'%n,'f'+'()'*n,run=False)
    t('ncall%d'%n,'f('*n+')'*n)
    t('nsub%d'%n,'a['*n+'0'+']'*n,run=False)
    t('acall%d'%n,'a'+'.x()'*n,run=False)
