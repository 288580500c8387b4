def convert(text):
    try:
        return int(text)
    except ValueError as error:
        raise RuntimeError("cannot convert " + text) from error


def main():
    try:
        convert("abc")
    except RuntimeError:
        {}["while handling"]


main()
