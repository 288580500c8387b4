class D:
    def __del__(self):
        raise ValueError("in del")


def f():
    d = D()
    print("created")


f()
print("after", flush=True)
