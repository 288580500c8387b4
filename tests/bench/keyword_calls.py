def area(width, height=2, *, scale=1, offset=0):
    return width * height * scale + offset

def collect(*args, **kwargs):
    return len(args) + len(kwargs)

def forward(*args, **kwargs):
    return area(*args, **kwargs)

class Shape:
    def __init__(self, name="s", *, w=1, h=1):
        self.name, self.w, self.h = name, w, h

    def resize(self, w=None, h=None):
        if w is not None:
            self.w = w
        if h is not None:
            self.h = h
        return self

total = 0
def run(n):
    total = 0
    for i in range(n):
        total += area(i, scale=2)
        total += area(width=i, height=3)
        total += area(i, 1, offset=1, scale=3)
        total += collect(1, 2, a=i, b=2)
        total += forward(i, height=4, scale=2)
        total += Shape(w=i, h=2).resize(h=i).h
    return total

print(run(330000))
