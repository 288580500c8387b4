"""Stands in for the pyperf harness when its benchmarks are run a fixed number of times.

The script's first argument is the number of loops, the rest are the benchmark's own. Nothing is
timed here: whoever runs the script measures the process. What is printed, a digest of the result
among it, depends only on the benchmark, so that two interpreters can be compared.
"""

import sys
import time

perf_counter = time.perf_counter

LOOPS = 1
if len(sys.argv) > 1:
    LOOPS = int(sys.argv.pop(1))


class Namespace:
    pass


class ArgumentParser:
    """The little of argparse that the benchmarks ask for: options with a value, flags, optional positionals."""

    def __init__(self):
        self.options = []
        self.description = None

    def add_argument(self, *names, **details):
        self.options.append((names, details))

    def add_argument_group(self, *ignored, **also_ignored):
        return self

    def parse_args(self, arguments=None):
        arguments = list(sys.argv[1:] if arguments is None else arguments)
        result = Namespace()
        for names, details in self.options:
            setattr(result, self.destination(names, details), self.default(details))
        positional = [option for option in self.options if not option[0][0].startswith("-")]
        while arguments:
            word = arguments.pop(0)
            found = [option for option in self.options if word in option[0] and word.startswith("-")]
            if found:
                names, details = found[0]
                action = details.get("action")
                if action == "store_true":
                    value = True
                elif action == "store_false":
                    value = False
                elif action == "store_const":
                    value = details["const"]
                else:
                    value = details.get("type", str)(arguments.pop(0))
            elif positional:
                names, details = positional.pop(0)
                value = details.get("type", str)(word)
            else:
                sys.exit("unexpected argument " + word)
            setattr(result, self.destination(names, details), value)
        return result

    def destination(self, names, details):
        if "dest" in details:
            return details["dest"]
        for name in names:
            if not name.startswith("-") or name.startswith("--"):
                break
        return name.lstrip("-").replace("-", "_")

    def default(self, details):
        if "default" in details:
            return details["default"]
        if details.get("action") == "store_true":
            return False
        return True if details.get("action") == "store_false" else None


class Digest:
    """A number made from a value: equal values give equal ones, whatever the addresses and the order of sets."""

    MOST = 20000

    def __init__(self):
        self.number = 0xCBF29CE484222325
        self.left = self.MOST

    def text(self, text):
        number = self.number
        for character in text[:500]:
            number = ((number ^ ord(character)) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
        self.number = number

    def add(self, value, depth=0):
        self.left -= 1
        if self.left < 0 or depth > 20:
            return
        kind = type(value)
        self.text(kind.__name__)
        if kind in (bool, int, float, complex, str, bytes, type(None)):
            self.text(repr(value) if kind is not int or -(10**40) < value < 10**40 else str(value % (10**9 + 7)))
        elif kind in (list, tuple):
            self.text(str(len(value)))
            for item in value:
                self.add(item, depth + 1)
        elif kind is dict:
            self.text(str(len(value)))
            for key, item in value.items():
                self.add(key, depth + 1)
                self.add(item, depth + 1)
        elif kind in (set, frozenset):
            self.text(str(sorted(digest(item) for item in value)))
        elif hasattr(value, "__dict__") and not hasattr(value, "__next__"):
            self.add(dict(sorted(vars(value).items())), depth + 1)


def digest(value):
    it = Digest()
    it.add(value)
    return "%016x" % it.number


class Runner:
    def __init__(self, *ignored, **also_ignored):
        self.metadata = {}
        self.argparser = ArgumentParser()
        self.args = None

    def parse_args(self, arguments=None):
        if self.args is None:
            self.args = self.argparser.parse_args(arguments)
        return self.args

    def bench_func(self, name, function, *args, inner_loops=None, metadata=None):
        for _ in range(LOOPS):
            result = function(*args)
        print(name, LOOPS, type(result).__name__, digest(result))

    def bench_time_func(self, name, function, *args, inner_loops=None, metadata=None):
        elapsed = function(LOOPS, *args)
        print(name, LOOPS, "timed" if elapsed >= 0 else "time went backwards")

    def bench_async_func(self, name, function, *args, loop_factory=None, metadata=None, inner_loops=None):
        for _ in range(LOOPS):
            coroutine = function(*args)
            try:
                while True:
                    coroutine.send(None)
            except StopIteration as stop:
                result = stop.value
        print(name, LOOPS, type(result).__name__, digest(result))
