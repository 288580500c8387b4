# Call and attribute sites that see more classes than a small cache holds.
def make(i):
    class Shape:
        def __init__(self, size):
            if i % 2:
                self.extra = i
            self.size = size

        def area(self):
            return self.size * i

        def kind(self):
            return i & 3
    Shape.__name__ = f"Shape{i}"
    return Shape

classes = [make(i) for i in range(24)]
shapes = [c(k) for k in range(80) for c in classes]

def run(rounds):
    total = 0
    for r in range(rounds):
        for shape in shapes:
            total += shape.area() + shape.size
            shape.size = total & 15
            if shape.kind() == 1:
                total -= shape.extra if hasattr(shape, "extra") else 1
    return total

print(run(900))
