class A:
    def method(self, x):
        raise ValueError("bad " + x)


def f(a):
    result = [a.method("one"), 2]
    return result


f(A())
