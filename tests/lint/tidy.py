#!/usr/bin/env python3
"""clang-tidy over our own sources, or the ones named, each looked at again only when it has changed.

A file is known by the hash of what it says, of all headers of ours that it includes, and of the checks; what was found
clean stays so until one of them changes (build/lint/clean). Two things make a full run a matter of minutes instead of
hours: the checks do not walk through the system's headers (own_code_only.cpp, beside this), and the static analyzer,
which spends nine tenths of its time on the macros of GoogleTest there, leaves tests alone, as does what is about speed.
    tidy.py [-j JOBS] [FILE…]
"""
import argparse
import functools
import hashlib
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
CACHE = ROOT / "build/lint"
PLUGIN = CACHE / "own_code_only.so"
PLUGIN_SOURCE = Path(__file__).with_name("own_code_only.cpp")
LLVM = Path("/usr/lib/llvm-19")


@functools.cache
def own_headers(path):
    """The file itself and all of src/ that it includes, however far."""
    found, waiting = set(), [path]
    while waiting:
        one = waiting.pop()
        if one in found:
            continue
        found.add(one)
        for name in re.findall(r'^\s*#\s*include\s*"([^"]+)"', one.read_text(encoding="utf-8"), re.M):
            waiting += [place for place in (ROOT / "src" / name, one.parent / name) if place.is_file()][:1]
    return sorted(found)


def checks_for(path):
    """What is added to the checks of .clang-tidy."""
    return "klynge-own-code-only" + (",-clang-analyzer-*,-performance-*" if path.name.endswith(("_test.cpp", "_bench.cpp")) else "")


def key_of(path, settings):
    parts = [settings, checks_for(path).encode()]
    for one in own_headers(path):
        parts += [str(one.relative_to(ROOT)).encode(), one.read_bytes()]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def make_plugin():
    if PLUGIN.exists() and PLUGIN.stat().st_mtime > PLUGIN_SOURCE.stat().st_mtime:
        return
    subprocess.run(["g++", "-std=c++17", "-O1", "-fPIC", "-shared", "-fno-rtti", "-w", f"-I{LLVM}/include", PLUGIN_SOURCE, "-o", PLUGIN], check=True)


def tidy(path):
    """The warnings of one file as text, empty where it is clean."""
    result = subprocess.run(["clang-tidy-19", "-load", PLUGIN, f"--checks={checks_for(path)}", "-p", ROOT / "build/dev", "--quiet",
                             "--warnings-as-errors=*", path], capture_output=True, text=True, check=False)
    return "" if result.returncode == 0 else result.stdout + (result.stderr if "error" not in result.stdout else "")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-j", dest="jobs", type=int, default=os.cpu_count())
    parser.add_argument("files", nargs="*")
    arguments = parser.parse_args()
    named = arguments.files or subprocess.run(["git", "ls-files", "src/*.cpp"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    # Fuzz targets are built with another compiler's flags, which build/dev does not know.
    paths = [(ROOT / name).resolve() for name in named if not name.endswith("_fuzz.cpp")]
    (CACHE / "clean").mkdir(parents=True, exist_ok=True)
    make_plugin()
    version = subprocess.run(["clang-tidy-19", "--version"], capture_output=True, check=True).stdout
    settings = b"\0".join([version, (ROOT / ".clang-tidy").read_bytes(), (ROOT / "cmake/compiler.cmake").read_bytes(), PLUGIN_SOURCE.read_bytes()])
    keys = {path: key_of(path, settings) for path in paths}
    due = [path for path in paths if not (CACHE / "clean" / keys[path]).exists()]
    print(f"{len(paths)} files, {len(paths) - len(due)} of them unchanged since they were found clean", flush=True)
    bad = 0
    with ThreadPoolExecutor(arguments.jobs) as pool:
        waiting = {pool.submit(tidy, path): path for path in due}
        for done in as_completed(waiting):
            path = waiting[done]
            if warnings := done.result():
                bad += 1
                print(warnings, flush=True)
            else:
                (CACHE / "clean" / keys[path]).touch()
    print(f"{len(due)} files looked at, {bad} with warnings")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
