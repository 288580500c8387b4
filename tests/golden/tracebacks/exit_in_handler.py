import sys


def main():
    try:
        {}["x"]
    except KeyError as e:
        print("error:", e, file=sys.stderr)
        sys.exit(2)
    finally:
        print("cleanup")


main()
