"""Record what CPython 3.13 answers: the golden programs and the command-line cases.

    python3.13 tests/record.py                     everything
    python3.13 tests/record.py golden              all golden programs
    python3.13 tests/record.py classes/ fstrings/debug     those whose name starts so
    python3.13 tests/record.py cli                 the command-line cases

A golden program is tests/golden/<area>/<name>.py. It runs with its own folder as working
directory, PYTHONHASHSEED=0 and nothing on standard input (or <name>.in if there is one).
Beside it are written <name>.out, and <name>.err and <name>.status where they are not empty and
not 0. The folder's path is written as <dir>, an address as <address>, the place of a module of
the library as (<library>). Files whose name starts with "_" are modules that
programs import, not programs.

A command-line case is a paragraph of tests/cli/cases.txt; see the head of that file.
"""

import os
import re
import subprocess
import sys

TESTS = os.path.dirname(os.path.abspath(__file__))
GOLDEN = os.path.join(TESTS, "golden")
CLI = os.path.join(TESTS, "cli")
TIMEOUT = 60


def environment():
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return kept | {"PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1", "LC_ALL": "C.UTF-8"}


def programs():
    for folder, folders, files in os.walk(GOLDEN):
        folders[:] = sorted(name for name in folders if not name.startswith("_"))
        for file in sorted(files):
            if file.endswith(".py") and not file.startswith("_"):
                path = os.path.join(folder, file)
                yield os.path.relpath(path, GOLDEN)[:-3], path


def record_program(path):
    folder, file = os.path.split(path)
    base = path[:-3]
    stdin = open(base + ".in", "rb") if os.path.exists(base + ".in") else subprocess.DEVNULL
    ran = subprocess.run(
        [sys.executable, file], cwd=folder, env=environment(), stdin=stdin, capture_output=True, timeout=TIMEOUT
    )
    out, err = (without_place(text, folder) for text in (ran.stdout, ran.stderr))
    write(base + ".out", out)
    write(base + ".err", err)
    write(base + ".status", b"" if ran.returncode == 0 else b"%d\n" % ran.returncode)
    return ran.returncode, out, err


def without_place(text, folder):
    """What changes from machine to machine and run to run: the folder, addresses, where the library is."""
    text = re.sub(rb" at 0x[0-9a-f]+", b" at <address>", text.replace(folder.encode(), b"<dir>"))
    library = os.path.dirname(os.__file__).encode()
    return re.sub(rb"\((?:%b/[^()]+|unknown location)\)" % re.escape(library), b"(<library>)", text)


def write(path, data):
    keep = data or path.endswith(".out")
    if not keep:
        if os.path.exists(path):
            os.remove(path)
        return
    with open(path, "wb") as file:
        file.write(data)


def record_cases():
    path = os.path.join(CLI, "cases.txt")
    with open(path, encoding="utf-8") as file:
        lines = [line for line in file.read().split("\n") if line[:1] not in (">", "!", "=")]
    result, command = [], []
    for line in lines:
        if line[:2] in ("$ ", "| "):
            command.append(line[2:])
        elif command:
            result += answer("\n".join(command))
            command = []
        result.append(line)
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(result))


def answer(command):
    env = environment() | {"PY": sys.executable}
    ran = subprocess.run(
        ["sh", "-c", command], cwd=CLI, env=env, stdin=subprocess.DEVNULL, capture_output=True, timeout=TIMEOUT
    )
    lines = []
    for mark, data in ((">", ran.stdout), ("!", ran.stderr)):
        text = data.decode().replace(CLI, "<dir>").replace(sys.executable, "<exe>")
        if text:
            lines += [mark + line for line in text.removesuffix("\n").split("\n")]
            if not text.endswith("\n"):
                lines.append(mark + "\\")
    return lines + ["= %d" % ran.returncode]


def main(names):
    if sys.version_info[:2] != (3, 13):
        sys.exit("record with CPython 3.13, not " + sys.version.split()[0])
    if not names or "cli" in names:
        record_cases()
    wanted = [name for name in names if name != "cli"]
    if names and not wanted:
        return
    count = 0
    for name, path in programs():
        if wanted and "golden" not in wanted and not any(name.startswith(start) for start in wanted):
            continue
        status, out, err = record_program(path)
        count += 1
        if status or err:
            print(f"{name}: status {status}, {len(err)} bytes of stderr")
    print(count, "recorded")


if __name__ == "__main__":
    main(sys.argv[1:])
