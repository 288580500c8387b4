# Patterns in patterns.
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
for n in 10,100,300,1000,10000:
    t('m%d'%n,'match a:\n case '+'['*n+']'*n+': pass\n',('exec',))
    t('mor%d'%n,'match a:\n case '+'|'.join(['1']*n)+': pass\n',('exec',))
    t('mas%d'%n,'match a:\n case '+'('*n+'1'+')'*n+': pass\n',('exec',))
    t('mdot%d'%n,'match a:\n case '+'.'.join(['a']*n)+': pass\n',('exec',),run=False)
    t('mcls%d'%n,'match a:\n case '+'f('*n+')'*n+': pass\n',('exec',),run=False)
    t('mdict%d'%n,'match a:\n case '+'{1:'*n+'1'+'}'*n+': pass\n',('exec',),run=False)
