# Chains too long for the native stack end: lists, tuples, dictionaries, exceptions.
def chain(link, count=300000):
    x = None
    for _ in range(count):
        x = link(x)


def context(x):
    made = ValueError()
    made.__context__ = x
    return made


def cause(x):
    made = ValueError()
    made.__cause__ = x
    return made


for link in (
    lambda x: [x],
    lambda x: (x,),
    lambda x: {1: x},
    lambda x: [1, x, (x,)],
    context,
    cause,
    lambda x: ValueError(x),
):
    chain(link)
    print("ok")

e = None
for _ in range(20000):
    try:
        try:
            raise e or KeyError
        finally:
            raise ValueError
    except ValueError as caught:
        e = caught
del e
print("ok")
