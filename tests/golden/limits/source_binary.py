# Long rows of binary operators.
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
for n in 10,100,1000,2000:
    t('add%d'%n,'+'.join(['1']*n)); t('adda%d'%n,'+'.join(['a']*n)); t('pow%d'%n,'**'.join(['1']*n)); t('and%d'%n,' and '.join(['1']*n))
    t('or%d'%n,' or '.join(['0']*n)); t('cmp%d'%n,'<'.join(['1']*n)); t('minus%d'%n,'-'.join(['1']*n)); t('comma%d'%n,','.join(['1']*n))
    t('str%d'%n,' '.join(['"x"']*n)); t('fstr%d'%n,' '.join(['f"{a}"']*n))
    t('ternary%d'%n,'1 if a else '*n+'2')
    t('andor%d'%n,' and a or '.join(['0']*n))
    t('mul%d'%n,'*'.join(['a']*n)); t('bor%d'%n,'|'.join(['a']*n));
