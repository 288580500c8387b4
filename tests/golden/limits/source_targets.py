# Many targets, parameters, arguments.
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
for n in 10,100,190,1000,8000:
    t('as%d'%n,'a='*n+'1',('exec',))
    t('unp%d'%n,'('*n+'x'+',)'*n+'=1',('exec',),run=False)
    t('del%d'%n,'del '+'('*n+'x'+',)'*n,('exec',),run=False)
    t('deco%d'%n,'@f\n'*n+'def g(): pass\n',('exec',))
    t('args%d'%n,'f('+','.join(['1']*n)+')'); t('kw%d'%n,'f('+','.join('a%d=1'%i for i in range(n))+')')
    t('params%d'%n,'def g('+','.join('a%d'%i for i in range(n))+'): pass',('exec',))
    t('glob%d'%n,'global '+','.join('a%d'%i for i in range(n)),('exec',))
    t('imp%d'%n,'import '+'.'.join('a' for i in range(n)),('exec',),run=False)
    t('tparam%d'%n,'def g['+','.join('a%d'%i for i in range(n))+'](): pass',('exec',))
    t('digits%d'%n,'1'*n,run=False); t('hex%d'%n,'0x'+'1'*n,run=False); t('name%d'%n,'a'*n+'=1',('exec',)); t('ann%d'%n,'x: '+'list['*n+'int'+']'*n+'=1',('exec',),run=False)
    t('dictbig%d'%n,'{'+','.join('%d:1'%i for i in range(n))+'}')
    t('semi%d'%n,'a=1;'*n,('exec','single')); t('bs%d'%n,'a=\\\n'+'\\\n'*n+'1',('exec',)); t('dots%d'%n,'.'*n,('exec',)); t('nl%d'%n,'\n'*n+'1',('exec',))
