class Point:
    def __init__(self, x, y, *, label):
        self.x = x


Point(1)
