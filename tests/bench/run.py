"""Compare taipan with CPython 3.13 on the programs of this folder.

    python3 tests/bench/run.py target/release/taipan                 everything
    python3 tests/bench/run.py target/quick/taipan fib nbody -r 5    some programs, five rounds
    python3 tests/bench/run.py target/release/taipan --start --memory --programs

The two run in turns, each figure is the median over the rounds of the user time the process used.
CPython is PY313, or bin/python3.13 under PY313_PREFIX or `pyenv prefix 3.13.0`, or python3.13.
A ratio above 1 means taipan is faster (or smaller).
"""

import argparse
import math
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))

MEMORY = {
    "ints": "x = [i + 10**9 for i in range(n)]",
    "floats": "x = [i + 0.5 for i in range(n)]",
    "strings": "x = ['%07d' % i for i in range(n)]",
    "tuples": "x = [(i, i) for i in range(n)]",
    "lists": "x = [[i] for i in range(n)]",
    "dict entries": "x = {i: i for i in range(n)}",
    "set entries": "x = {i for i in range(n)}",
    "small dicts": "x = [{'a': i} for i in range(n)]",
    "instances": "class C:\n    def __init__(self, a):\n        self.a, self.b = a, a\nx = [C(i) for i in range(n)]",
    "closures": "def f(i):\n    return lambda: i\nx = [f(i) for i in range(n)]",
    "generators": "def g():\n    yield 1\nx = [g() for i in range(n)]",
}
START = {"-c pass": "pass", "print(1)": "print(1)", "imports": "import json, re, collections"}


def find_cpython():
    if os.environ.get("PY313"):
        return os.environ["PY313"]
    prefix = os.environ.get("PY313_PREFIX")
    if not prefix and shutil.which("pyenv"):
        found = subprocess.run(["pyenv", "prefix", "3.13.0"], capture_output=True, text=True)
        prefix = found.stdout.strip() if found.returncode == 0 else None
    if prefix:
        return os.path.join(prefix, "bin", "python3.13")
    return shutil.which("python3.13") or sys.exit("no CPython 3.13 found: set PY313 or PY313_PREFIX")


TIME = shutil.which("time")


class Ran:
    """A command that was run: what it wrote, and what it took. `peak`: its memory is to be told exactly. A
    process inherits the peak of the one it was forked from, so that small ones need `time` in between."""

    def __init__(self, command, cwd=HERE, peak=False):
        with tempfile.NamedTemporaryFile("r") as told:
            if peak and TIME:
                self.run([TIME, "-o", told.name, "-f", "%M", *command], cwd)
                self.rss = int(told.read().split()[-1]) / 1024
            else:
                self.run(command, cwd)

    def run(self, command, cwd):
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            start = time.perf_counter()
            process = subprocess.Popen(
                command, cwd=cwd, stdin=subprocess.DEVNULL, stdout=out, stderr=err, env=os.environ | {"PYTHONHASHSEED": "0"}
            )
            _, status, usage = os.wait4(process.pid, 0)
            self.wall = time.perf_counter() - start
            process.returncode = os.waitstatus_to_exitcode(status)
            out.seek(0)
            err.seek(0)
            self.out, self.err = out.read(), err.read()
        self.status = process.returncode
        self.user = usage.ru_utime
        self.rss = usage.ru_maxrss / 1024


def geometric_mean(values):
    return math.exp(sum(map(math.log, values)) / len(values)) if values else float("nan")


def compare(label, commands, rounds, same_output=True, cwd=HERE):
    """Run both in turns; print one line; give the ratio, or None where the comparison failed."""
    runs = [[], []]
    for _ in range(rounds):
        for which, command in enumerate(commands):
            ran = Ran(command, cwd)
            if ran.status:
                last = ran.err.decode(errors="replace").strip().split("\n")[-1]
                print(f"{label:24} {('taipan', 'CPython')[which]} failed with {ran.status}: {last[:90]}")
                return None
            runs[which].append(ran)
    if same_output and runs[0][0].out != runs[1][0].out:
        print(f"{label:24} DIFFERENT OUTPUT: {runs[0][0].out[:60]!r} and {runs[1][0].out[:60]!r}")
        return None
    ours, theirs = (statistics.median(r.user for r in side) for side in runs)
    ratio = theirs / max(ours, 0.001)
    rss = [max(r.rss for r in side) for side in runs]
    print(f"{label:24} {ours:8.3f} s {theirs:8.3f} s {ratio:7.2f}x   {rss[0]:6.0f} MB {rss[1]:6.0f} MB")
    return ratio


def programs(chosen):
    for file in sorted(os.listdir(HERE)):
        name = file[:-3]
        if file.endswith(".py") and name not in ("run", "pyperformance"):
            if not chosen or any(part in name for part in chosen):
                yield name, os.path.join(HERE, file)


def bench_programs(taipan, cpython, chosen, rounds):
    print(f"{'program':24} {'taipan':>10} {'CPython':>10} {'faster':>8}   {'memory':>9} {'CPython':>9}")
    ratios = {}
    bad = 0
    for name, path in programs(chosen):
        ratio = compare(name, [[taipan, path], [cpython, path]], rounds)
        if ratio is None:
            bad += 1
        else:
            ratios[name] = ratio
    if ratios:
        worst = min(ratios, key=ratios.get)
        slower = [name for name, ratio in ratios.items() if ratio < 1]
        print(f"geometric mean {geometric_mean(ratios.values()):.2f}x over {len(ratios)}; worst {worst} {ratios[worst]:.2f}x; slower: {', '.join(slower) or 'none'}")
    return bad


def bench_start(taipan, cpython, rounds):
    print(f"{'start-up':24} {'taipan':>10} {'CPython':>10} {'faster':>8}   {'memory':>9} {'CPython':>9}")
    bad = 0
    for label, code in START.items():
        sides = []
        for exe in (taipan, cpython):
            Ran([exe, "-c", code])
        for exe in (taipan, cpython):
            runs = [Ran([exe, "-c", code]) for _ in range(rounds * 5)]
            peak = Ran([exe, "-c", code], peak=True).rss
            if runs[0].status:
                print(f"{label:24} {exe} failed: {runs[0].err.decode(errors='replace').strip()[-80:]}")
                bad += 1
                break
            sides.append((statistics.median(r.wall for r in runs), peak))
        else:
            (a, m), (b, n) = sides
            print(f"{label:24} {a * 1000:7.2f} ms {b * 1000:7.2f} ms {b / a:7.2f}x   {m:6.1f} MB {n:6.1f} MB")
    return bad


def bench_memory(taipan, cpython):
    n = 10**6
    print(f"{'bytes for each of 10^6':24} {'taipan':>10} {'CPython':>10} {'smaller':>8}")
    base = {exe: Ran([exe, "-c", "n = 10**6"], peak=True).rss for exe in (taipan, cpython)}
    ratios, bad = [], 0
    for label, code in MEMORY.items():
        each = []
        for exe in (taipan, cpython):
            ran = Ran([exe, "-c", f"n = {n}\n{code}\n"], peak=True)
            if ran.status:
                print(f"{label:24} {exe} failed: {ran.err.decode(errors='replace').strip()[-80:]}")
                bad += 1
                break
            each.append((ran.rss - base[exe]) * 1024 * 1024 / n)
        else:
            ratios.append(each[1] / each[0])
            print(f"{label:24} {each[0]:8.1f} B {each[1]:8.1f} B {ratios[-1]:7.2f}x")
    print(f"geometric mean {geometric_mean(ratios):.2f}x")
    return bad


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("taipan", help="the binary to measure")
    parser.add_argument("names", nargs="*", help="programs (parts of their names); all if none")
    parser.add_argument("-r", "--rounds", type=int, default=3)
    parser.add_argument("--start", action="store_true", help="start-up time")
    parser.add_argument("--memory", action="store_true", help="memory of a million objects")
    parser.add_argument("--programs", action="store_true", help="the programs (the default, with no other choice)")
    options = parser.parse_intermixed_args()
    taipan, cpython = os.path.abspath(options.taipan), find_cpython()
    everything = not (options.start or options.memory or options.programs or options.names)
    bad = 0
    if options.programs or options.names or everything:
        bad += bench_programs(taipan, cpython, options.names, options.rounds)
    if options.start or everything:
        bad += bench_start(taipan, cpython, options.rounds)
    if options.memory or everything:
        bad += bench_memory(taipan, cpython)
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
