#!/usr/bin/env python3
"""Measures how often a value the reader is so sure of is right.

usage: calibrate.py GOLD_DIR RECORD_DIR [GOLD_DIR RECORD_DIR ...]

RECORD_DIR holds the reader's NNN.json (with sources) for each NNN.json in GOLD_DIR. Every place in
`sources` says how sure the reader is of the value it points at. The value is right where the gold
record has it: header fields by their name, persons by name, items by number and title, entries of
lists anywhere in their list, long texts where nearly all words agree. Printed is a row for each
family of fields and each confidence said in it: how many, and the share that was right.
"""
import json
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from difflib import SequenceMatcher
from pathlib import Path

FOLD = str.maketrans({**dict.fromkeys("”“„«»", '"'), **dict.fromkeys("’‘", "'"), **dict.fromkeys("–—‑‐−", "-")})


def norm(value):
    if value is None:
        return ""
    return " ".join(unicodedata.normalize("NFC", str(value)).translate(FOLD).split()).casefold()


def alike(a, b, least=0.98):
    a, b = norm(a), norm(b)
    return a == b or SequenceMatcher(None, a.split(), b.split(), autojunk=False).ratio() >= least


def shared_words(a, b):
    a, b = (Counter(re.findall(r"\w+", norm(text))) for text in (a, b))
    return 2 * (a & b).total() / ((a.total() + b.total()) or 1)


def same_task(gold, task):
    names = [{norm(name) for name in entry.get("responsible", [])} for entry in (gold, task)]
    return names[0] == names[1] and shared_words(gold["text"], task["text"]) >= 0.6


def partner(item, items):
    """The gold item that the reader's item is, or {}."""
    best, score = {}, 0.0
    for other in items:
        title = SequenceMatcher(None, norm(item.get("title")).split(), norm(other.get("title")).split(), autojunk=False).ratio()
        number = norm(item.get("number")) != "" and norm(item.get("number")) == norm(other.get("number"))
        here = 2 + title if number else title * (title >= 0.5)
        if here > score:
            best, score = other, here
    return best


def right_in_item(parts, item, gold):
    field = parts[0]
    value = item.get(field)
    if len(parts) == 1:
        if field == "presenters":
            return {norm(name) for name in value or []} == {norm(name) for name in gold.get(field) or []}
        return alike(value, gold.get(field)) if field in ("case", "minutes") else norm(value) == norm(gold.get(field))
    entry = value[int(parts[1])]
    known = gold.get(field) or []
    if field == "tasks":
        return any(same_task(other, entry) for other in known)
    if field == "amounts":
        return any(other["ore"] == entry["ore"] and bool(other.get("estimate")) == bool(entry.get("estimate"))
                   and all(norm(other.get(key)) in ("", norm(entry.get(key))) for key in ("label", "period")) for other in known)
    if field in ("decisions", "votes", "recused"):
        return None if not known and "votes" not in gold and "decisions" not in gold else (
            norm(entry) in map(norm, known) if field == "recused" else
            any(all(norm(other.get(key)) == norm(entry.get(key)) for key in ("outcome", "for", "against", "abstained")) for other in known))
    return norm(entry) in map(norm, known)


def right(pointer, record, gold):
    """The family and whether the value is right; None where the gold says nothing of such values."""
    parts = pointer.strip("/").split("/")
    if parts[0] == "attendance" and len(parts) == 3:
        person = record["attendance"][int(parts[1])]
        known = next((other for other in gold["attendance"] if norm(other["name"]) == norm(person["name"])), {})
        return f"attendance {parts[2]}", norm(person.get(parts[2])) == norm(known.get(parts[2])) != ""
    if parts[0] == "items" and len(parts) >= 3:
        item = record["items"][int(parts[1])]
        return f"item {parts[2]}", right_in_item(parts[2:], item, partner(item, gold["items"]))
    if parts[0] == "approval":
        if "approval" not in gold:
            return "approval", None
        return "approval", norm(record["approval"][int(parts[1])]["by"]) in {norm(other["by"]) for other in gold["approval"]}
    return parts[0], norm(record.get(parts[0])) == norm(gold.get(parts[0]))


def main():
    folders = [Path(name) for name in sys.argv[1:]]
    if not folders or len(folders) % 2:
        sys.exit(__doc__)
    counts = defaultdict(lambda: [0, 0])
    for gold_dir, record_dir in zip(folders[::2], folders[1::2]):
        for path in sorted(record_dir.glob("*.json")):
            gold_path = gold_dir / path.name
            if not gold_path.is_file():
                continue
            record, gold = (json.loads(name.read_text(encoding="utf-8")) for name in (path, gold_path))
            for pointer, place in record.get("sources", {}).items():
                family, hit = right(pointer, record, gold)
                if hit is None:
                    continue
                row = counts[family, round(place.get("confidence", 1), 2)]
                row[0] += 1
                row[1] += hit
    print(f"{'field':<24}{'said':>6}{'values':>8}{'right':>8}")
    for (family, said), (values, hits) in sorted(counts.items()):
        print(f"{family:<24}{said:>6.2f}{values:>8}{hits / values:>8.2f}")
    total = sum(values for values, _ in counts.values())
    apart = sum(abs(said - hits / values) * values for (_, said), (values, hits) in counts.items())
    print(f"said and right lie {apart / total:.3f} apart on average, over {total} values")


if __name__ == "__main__":
    main()
