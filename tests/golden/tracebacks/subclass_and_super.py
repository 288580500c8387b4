class Base:
    def run(self, *args):
        return self.step(*args)


class Child(Base):
    def run(self, *args):
        return super().run(
            *args,
            "extra",
        )

    def step(self, a):
        return a


Child().run("one")
