"""Stands in for the pyperf harness when its benchmarks are run a fixed number of times.

The script's first argument is the number of loops, the rest are the benchmark's own. Nothing is
timed here: whoever runs the script measures the process. What is printed depends only on the
benchmark, so that two interpreters can be compared.
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
        shown = result if isinstance(result, (bool, int, str)) and len(str(result)) < 60 else "done"
        print(name, LOOPS, shown)

    def bench_time_func(self, name, function, *args, inner_loops=None, metadata=None):
        elapsed = function(LOOPS, *args)
        print(name, LOOPS, "timed" if elapsed >= 0 else "time went backwards")

    def bench_async_func(self, name, function, *args, loop_factory=None, metadata=None, inner_loops=None):
        for _ in range(LOOPS):
            coroutine = function(*args)
            try:
                while True:
                    coroutine.send(None)
            except StopIteration:
                pass
        print(name, LOOPS, "done")
