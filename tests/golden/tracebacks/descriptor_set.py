class Positive:
    def __set_name__(self, owner, name):
        self.name = name

    def __set__(self, obj, value):
        if value <= 0:
            raise ValueError(f"{self.name} must be positive, not {value!r}")
        obj.__dict__[self.name] = value


class Order:
    quantity = Positive()

    def __init__(self, quantity):
        self.quantity = quantity


Order(1).quantity += -5
