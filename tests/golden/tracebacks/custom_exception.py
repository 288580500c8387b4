class AppError(Exception):
    """An error with a message of its own."""

    def __init__(self, code):
        super().__init__(code)
        self.code = code

    def __str__(self):
        return f"application error {self.code}\nsecond line"


class Outer:
    class Inner(AppError):
        pass


def run():
    raise Outer.Inner(7)


run()
