# Brackets without end.
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
for n in 10,150,250,100000:
    t('paren%d'%n,'('*n)
    t('list%d'%n,'['*n)
    t('mix%d'%n,'([{'*n)
    t('close%d'%n,')'*n)
