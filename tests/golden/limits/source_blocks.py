# Blocks in blocks.
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
for n in 10,50,90,99,100,150,1000:
    t('if%d'%n,'\n'.join(' '*i+'if 1:' for i in range(n))+'\n'+' '*n+'pass\n',('exec',))
    t('def%d'%n,'\n'.join(' '*i+'def f():' for i in range(n))+'\n'+' '*n+'pass\n',('exec',))
    t('class%d'%n,'\n'.join(' '*i+'class f:' for i in range(n))+'\n'+' '*n+'pass\n',('exec',))
for n in 10,19,20,21,25,50:
    t('for%d'%n,'\n'.join(' '*i+'for i in [1]:' for i in range(n))+'\n'+' '*n+'pass\n',('exec',))
    t('while%d'%n,'\n'.join(' '*i+'while 1:' for i in range(n))+'\n'+' '*n+'a\n'+'\n'.join(' '*i+'break' for i in range(n,0,-1))+'\n',('exec',),run=False)
    t('try%d'%n,'\n'.join(' '*i+'try:' for i in range(n))+'\n'+' '*n+'a\n'+'\n'.join(' '*i+'finally: pass' for i in range(n-1,-1,-1))+'\n',('exec',))
    t('with%d'%n,'\n'.join(' '*i+'with a:' for i in range(n))+'\n'+' '*n+'pass\n',('exec',),run=False)
