#!/usr/bin/env python3
"""Holds the rooms of src/ to the table in docs/architecture.md: every #include "room/…" must be an allowed arrow."""
import re
import sys
from pathlib import Path

root = Path(__file__).resolve().parent.parent
allowed = {}
for line in (root / "docs/architecture.md").read_text(encoding="utf-8").splitlines():
    cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
    if line.startswith("|") and len(cells) == 3 and re.fullmatch(r"[a-z/_]+", cells[0]) and cells[0] != "room":
        allowed[cells[0]] = {name.strip() for name in cells[1].split(",") if name.strip()}

order = list(allowed)
faults = [f"docs/architecture.md: {room} may use {other}, which stands above it"
          for room in order for other in allowed[room]
          if other not in allowed or order.index(other) >= order.index(room)]


def room_of(path):
    """The longest room name that is a prefix of the path below src/."""
    parts = path.split("/")
    names = ["/".join(parts[:n]) for n in range(len(parts) - 1, 0, -1)]
    return next((name for name in names if name in allowed), None)


arrows = set()
for file in sorted((root / "src").rglob("*.[ch]pp")):
    here = room_of(str(file.relative_to(root / "src")))
    if here is None:
        faults.append(f"{file.relative_to(root)}: stands in no room of docs/architecture.md")
        continue
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        match = re.match(r'\s*#\s*include\s*"([^"]+)"', line)
        if not match or "/" not in match[1]:
            continue
        there = room_of(match[1])
        if there is None or there == here:
            continue
        arrows.add((here, there))
        if there not in allowed[here]:
            faults.append(f"{file.relative_to(root)}:{number}: {here} may not use {there}")

print(f"{len(allowed)} rooms, {len(arrows)} arrows")
if not arrows:
    faults.append("no arrow was found: the test reads nothing")
print("\n".join(faults))
sys.exit(1 if faults else 0)
