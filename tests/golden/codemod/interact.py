# code.interact: a prompt on standard input, and one on lines of a function.
import code
import sys

sys.stderr = sys.stdout
value = 7
code.interact("first", local={"given": value}, exitmsg="first ends")

lines = iter(["value + 1", "value = 8", "if value:", "    print('in a block')", "", "1 / 0"])


def read(prompt):
    print(prompt, end="")
    try:
        line = next(lines)
    except StopIteration:
        raise EOFError
    print(line)
    return line


code.interact(banner="second", readfunc=read, local=globals(), exitmsg="second ends")
print(value)

lines = iter(["exit()", "'not reached'"])
code.interact("third", read, None, "third ends", local_exit=True)
lines = iter(["quit()"])
try:
    code.interact("fourth", read)
except SystemExit as exit:
    print("SystemExit", exit.code)
