def make():
    try:
        1 / 0
    except ZeroDivisionError as e:
        return e


stored = make()
raise stored
