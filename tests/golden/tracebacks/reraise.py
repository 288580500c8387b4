def risky():
    raise ValueError("original")


def middle():
    try:
        risky()
    except ValueError as e:
        e.add_note("seen in middle")
        raise


def again():
    try:
        middle()
    except ValueError as e:
        raise e


again()
