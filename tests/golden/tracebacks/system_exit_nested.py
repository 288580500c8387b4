import sys


def quit_now():
    try:
        sys.exit("message for stderr")
    finally:
        print("finally first")


quit_now()
