#!/usr/bin/env python3
"""Web pages and DOCX documents read with the real binary, against the records that stand beside them.

The text cases are scored by the reader's own tests; what has a structure of its own needs the program that takes
documents apart as well, so it is read here from end to end.  Every value of a record must come out as it stands there;
white space alone may differ, and of a task or an amount only what the record names is compared.
"""
import json
import os
import subprocess
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
KLYNGE = Path(os.environ.get("KLYNGE_BINARY_DIR", HERE.parent.parent / "build/dev")) / "bin/klynge"
HEADER = ("kind", "title", "body", "meeting_number", "date", "start", "end", "place", "mode", "next_meeting")
PERSON = ("name", "status", "role", "title", "organisation", "substitutes_for")
ITEM = ("number", "title", "start", "end", "case", "minutes", "outcome", "presenters", "recommendations", "attachments")


def plain(value):
    """The value with its white space folded; None where there is nothing."""
    if isinstance(value, list):
        return [plain(entry) for entry in value]
    return " ".join(value.split()) or None if isinstance(value, str) else value


def fields(entry, keys):
    return {key: plain(entry.get(key)) or None for key in keys}


def compared(record):
    items = [
        fields(item, ITEM)
        | {"amounts": sorted((amount["ore"], bool(amount.get("estimate"))) for amount in item.get("amounts", [])),
           "tasks": sorted((plain(task["text"]), *task["responsible"]) for task in item.get("tasks", []))}
        for item in record["items"]
    ]
    people = sorted((fields(person, PERSON) for person in record["attendance"]), key=lambda person: person["name"])
    return {"header": fields(record, HEADER), "people": people, "items": items}


class Formats(unittest.TestCase):
    maxDiff = None

    def test_every_document_is_read_as_its_record_says(self):
        documents = sorted(path for kind in ("*.html", "*.docx") for path in (HERE / "formats").glob(kind))
        self.assertGreater(len(documents), 5)
        for document in documents:
            with self.subTest(document=document.name):
                read = subprocess.run([str(KLYNGE), "read", "--json", str(document)], capture_output=True, timeout=120,
                                      check=True)
                gold = json.loads(document.with_suffix(".json").read_text(encoding="utf-8"))
                self.assertEqual(compared(json.loads(read.stdout)), compared(gold))


if __name__ == "__main__":
    unittest.main()
