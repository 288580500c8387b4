def f(**kw):
    return kw


x = f(aaaaaaaaaaaaaaaaaaaaaaaaaaaa=1, bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb=2, cccccccccccccccccccccccccc=3, dddddddddddddddd=1 / 0, eeeeeeeeeeeee=4)
