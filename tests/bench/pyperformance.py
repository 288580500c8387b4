"""Run pyperformance's pure-Python benchmarks, a fixed number of loops each, and compare with CPython.

    python3 tests/bench/pyperformance.py target/release/taipan --from VENV/.../pyperformance
    python3 tests/bench/pyperformance.py target/quick/taipan --from DIR richards nbody --one-script

--from is the folder of an installed `pyperformance` package, or the benchmarks folder itself;
without it the package is looked for beside the running Python and in PYPERFORMANCE. The harness it
normally needs is replaced by stub/pyperf.py. With --one-script stub and benchmark are put into one
file, for a binary that cannot import files yet; --stub-random also stands in for `random`.
"""

import argparse
import glob
import importlib.util
import os
import sys
import tempfile

import run

STUB = os.path.join(run.HERE, "stub")

# Name, loops (half a second to a second in CPython), arguments, and modules beyond sys, time and math.
BENCHMARKS = [
    ("richards", 20, [], ""),
    ("richards_super", 18, [], ""),
    ("deltablue", 250, [], ""),
    ("nbody", 10, [], ""),
    ("fannkuch", 2, [], ""),
    ("spectral_norm", 9, [], ""),
    ("chaos", 14, [], "random"),
    ("float", 10, [], ""),
    ("go", 8, [], "random"),
    ("hexiom", 120, [], "io"),
    ("nqueens", 10, [], ""),
    ("raytrace", 3, [], "array"),
    ("scimark", 5, ["lu"], "array"),
    ("scimark", 4, ["sor"], "array"),
    ("scimark", 10, ["monte_carlo"], "array"),
    ("scimark", 120, ["sparse_mat_mult"], "array"),
    ("scimark", 3, ["fft"], "array"),
    ("generators", 15, [], "collections.abc"),
    ("coroutines", 30, [], ""),
    ("async_generators", 2, [], "collections.abc"),
    ("unpack_sequence", 30000, [], ""),
    ("comprehensions", 35000, [], "dataclasses enum typing"),
    ("pidigits", 3, [], "itertools"),
    ("meteor_contest", 7, [], "bisect"),
    ("mdp", 1, [], "collections fractions"),
    ("barnes_hut", 1, [], ""),
    ("deepcopy", 2000, [], "copy dataclasses"),
    ("gc_traversal", 100, [], "gc"),
    ("gc_collect", 400, [], "gc"),
    ("regex_compile", 5, [], "re"),
    ("regex_effbot", 20, [], "re"),
    ("regex_v8", 20, [], "re"),
    ("pprint", 1, [], "pprint"),
    ("logging", 12000, ["simple"], "logging"),
    ("json_dumps", 50, [], "json"),
    ("typing_runtime_protocols", 1500, [], "typing"),
]


def find_benchmarks(named):
    roots = [named, os.environ.get("PYPERFORMANCE")]
    spec = importlib.util.find_spec("pyperformance")
    # This file has the package's name: only a package with data files is the one we want.
    roots += list(spec.submodule_search_locations or []) if spec else []
    for root in filter(None, roots):
        for folder in (root, os.path.join(root, "data-files", "benchmarks")):
            if glob.glob(os.path.join(folder, "bm_*")):
                return os.path.abspath(folder)
    sys.exit("pyperformance not found: pip install it somewhere and name its folder with --from")


def one_script(source, stub_random):
    """`source` with the stub made a module in front of it; future statements stay first."""
    future, rest = [], []
    for line in source.split("\n"):
        (future if line.startswith("from __future__") else rest).append(line)
    prelude = "import sys as _sys\n"
    for name in ["pyperf"] + ["random"] * stub_random:
        with open(os.path.join(STUB, name + ".py")) as file:
            text = file.read()
        prelude += f"_module = type(_sys)({name!r})\n_sys.modules[{name!r}] = _module\nexec({text!r}, _module.__dict__)\n"
    return "\n".join(future) + "\n" + prelude + "\n".join(rest)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("taipan")
    parser.add_argument("names", nargs="*")
    parser.add_argument("--from", dest="source")
    parser.add_argument("-r", "--rounds", type=int, default=3)
    parser.add_argument("--one-script", action="store_true")
    parser.add_argument("--stub-random", action="store_true")
    parser.add_argument("--only-core", action="store_true", help="leave out what needs library modules")
    options = parser.parse_intermixed_args()
    benchmarks = find_benchmarks(options.source)
    taipan, cpython = os.path.abspath(options.taipan), run.find_cpython()
    os.environ["PYTHONPATH"] = STUB
    ratios, failed = {}, 0
    print(f"{'benchmark':24} {'taipan':>10} {'CPython':>10} {'faster':>8}   {'memory':>9} {'CPython':>9}")
    with tempfile.TemporaryDirectory() as scratch:
        if not options.stub_random:
            # Only the harness is replaced; the stub of `random` must not be found.
            os.environ["PYTHONPATH"] = os.path.join(scratch, "path")
            os.mkdir(os.environ["PYTHONPATH"])
            with open(os.path.join(STUB, "pyperf.py")) as a, open(os.path.join(scratch, "path", "pyperf.py"), "w") as b:
                b.write(a.read())
        for name, loops, arguments, modules in BENCHMARKS:
            if options.names and name not in options.names or options.only_core and modules:
                continue
            folder = os.path.join(benchmarks, "bm_" + name)
            script = os.path.join(folder, "run_benchmark.py")
            if not os.path.exists(script):
                continue
            if options.one_script:
                with open(script) as file:
                    text = one_script(file.read(), options.stub_random)
                script = os.path.join(scratch, name + ".py")
                with open(script, "w") as file:
                    file.write(text)
            label = "_".join([name, *arguments])
            command = [script, str(loops), *arguments]
            ratio = run.compare(label, [[taipan, *command], [cpython, *command]], options.rounds, cwd=folder)
            if ratio is None:
                failed += 1
            else:
                ratios[label] = ratio
    print(f"geometric mean {run.geometric_mean(ratios.values()):.2f}x over {len(ratios)}, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
