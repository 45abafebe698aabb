#!/usr/bin/env python3
"""Checks that the gold records of tests/reading are sound.

usage: check_cases.py [FOLDER ...]

Each FOLDER (by default cases/ and formats/ beside this script) holds pairs of a document
and NAME.json, its record.  Looked for, with the standard library alone:

  - the keys and words that the schema of the meeting record allows;
  - every text value stands in the document, white space and line-end hyphens
    folded, so that no gold value is invented (text documents only);
  - item numbers stand in the document, tasks and findings point at known items,
    substitutes at known persons, decisions at existing recommendations;
  - an amount in whole oere is what its printed text says, unless a finding of
    the same item calls the text malformed;
  - every amount that an item prints with "kr." is in its list;
  - a weekday that does not fit its date has a finding, as has a person number.

Prints one line a fault; the exit status is 1 where there is one.
"""
import datetime
import json
import re
import sys
from decimal import Decimal
from pathlib import Path

TOP = {"kind", "title", "body", "meeting_number", "date", "start", "end", "place", "mode", "next_meeting",
       "attendance", "items", "approval", "findings", "reader", "sources"}
TOP_REQUIRED = {"kind", "body", "date", "attendance", "items", "findings"}
PERSON = {"name", "title", "organisation", "status", "role", "moderates", "remote", "substitutes_for", "items", "note"}
ITEM = {"number", "title", "start", "end", "kind", "closed", "case_number", "presenters", "requested_by", "case",
        "recommendations", "minutes", "outcome", "decisions", "votes", "recused", "attachments", "links", "amounts",
        "tasks"}
ITEM_REQUIRED = {"number", "title", "recommendations", "attachments", "tasks"}
STATUS = {"present", "apologies", "substitute", "vacant"}
ROLE = {"chair", "cochair", "member", "observer", "secretary", "guest", "administration"}
OUTCOME = {"approved", "followed", "noted", "discussed", "decided", "postponed", "rejected", "returned", "withdrawn",
           "none"}
FINDING = {"amounts_do_not_add_up", "malformed_amount", "date_conflict", "time_conflict", "item_without_minutes",
           "unreadable", "numbering_gap", "duplicate_of", "person_number"}
TIME = re.compile(r"^\d\d:\d\d$")
BULLET = re.compile(r"^[•o*·▪\-–]\s+", re.M)
WEEKDAYS = ["mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"]
MONTHS = ["januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november",
          "december"]
DATED = re.compile(r"\b(%s)\s+(?:den|d\.)?\s*(\d{1,2})\.?\s*(?:(%s)\s+(\d{4})|[-./](\d{1,2})[-./](\d{4}))"
                   % ("|".join(WEEKDAYS), "|".join(MONTHS)), re.I)
AMOUNT = re.compile(r"(?<![\w.,])-?\d[\d.]*(?:,\d+)?(?: (?:mio|mia)\.)? ?kr\.(?!\s*-?\d)"
                    r"|(?<!\w)kr\. ?-?\d[\d.]*(?:,\d+|,-)?(?: (?:mio|mia)\.)?|(?<![\w.,])\d[\d.]*,-")


def folded(text):
    """The text with white space, line-end hyphens and bullets out of the way."""
    text = re.sub(r"^[\s]*[•o*·▪\-–]\s+", "", text, flags=re.M)
    text = re.sub(r"^\s*- ", "", text, flags=re.M)
    return re.sub(r"[\s\f\-\u00ad|\[\]]+", "", text)


def printed(value, known):
    """Whether the value stands there, a page foot and head of up to 300 letters left out where it is broken."""
    if value in known:
        return True
    for start in () if len(value) < 100 else (found.start() for found in re.finditer(re.escape(value[:12]), known)):
        length = 12
        while length < len(value) and known[start + length:start + length + 1] == value[length]:
            length += 1
        rest = value[length:]
        if length >= 12 and rest in known[start + length:start + length + len(rest) + 300]:
            return True
    return False


def oere(text):
    match = re.search(r"(\d[\d.]*)(?:,(\d+))?\s*(mio|mia)?", text)
    value = Decimal(match[1].replace(".", "") + ("." + match[2] if match[2] else ""))
    value *= {"mio": 10**6, "mia": 10**9, None: 1}[match[3]] * 100
    return int(-value if re.search(r"[-−]\s*\d", text) else value)


class Case:
    def __init__(self, path):
        self.path, self.faults = path, []
        self.record = json.loads(path.read_text(encoding="utf-8"))
        source = path.with_suffix(".txt")
        self.text = source.read_text(encoding="utf-8") if source.exists() else None
        self.known = folded(self.text) if self.text is not None else None

    def fault(self, where, what):
        self.faults.append(f"{self.path.name}: {where}: {what}")

    def stands(self, where, value):
        """Faults where the value is not printed; a value of several lines line by line."""
        if self.known is None or not value:
            return
        for line in value.split("\n"):
            if not printed(folded(line), self.known):
                self.fault(where, f"not in the document: {line[:90]!r}")

    def keys(self, where, entry, allowed, required):
        for key in entry.keys() - allowed:
            self.fault(where, f"unknown key {key}")
        for key in required - entry.keys():
            self.fault(where, f"missing key {key}")

    def header(self):
        record = self.record
        self.keys("record", record, TOP, TOP_REQUIRED)
        if record["kind"] not in ("agenda", "minutes"):
            self.fault("kind", record["kind"])
        for key in ("title", "body", "place"):
            value = record.get(key)
            if value and self.known and key == "title":
                for word in value.split():
                    self.stands(key, word)
            else:
                self.stands(key, value)
        for key in ("start", "end"):
            if record.get(key) and not TIME.match(record[key]):
                self.fault(key, record[key])
        for key in ("date", "next_meeting"):
            if record.get(key):
                datetime.date.fromisoformat(record[key])
        if record.get("mode") not in ("in_person", "online", "hybrid", None):
            self.fault("mode", record["mode"])
        minuted = any(item.get("minutes") for item in record["items"])
        if minuted != (record["kind"] == "minutes"):
            self.fault("kind", "does not fit the items")

    def attendance(self):
        names = [person["name"] for person in self.record["attendance"]]
        for person in self.record["attendance"]:
            where = person["name"]
            self.keys(where, person, PERSON, {"name", "status", "role"})
            if person["status"] not in STATUS or person["role"] not in ROLE:
                self.fault(where, "status or role")
            for key in ("name", "title", "organisation"):
                if person["name"] != "(vacant)" or key != "name":
                    self.stands(where, person.get(key))
            if person.get("substitutes_for") and person["substitutes_for"] not in names:
                self.fault(where, f"substitutes for an unlisted {person['substitutes_for']}")
            if names.count(where) > 1 and where != "(vacant)":
                self.fault(where, "listed twice")
            numbers = {item["number"] for item in self.record["items"]}
            for number in person.get("items", []):
                if number not in numbers:
                    self.fault(where, f"took part in an unknown item {number}")

    def item(self, item):
        where = f"item {item['number'] or item['title']}"
        self.keys(where, item, ITEM, ITEM_REQUIRED)
        for key in ("title", "case", "minutes", "requested_by", "case_number", "number"):
            self.stands(f"{where} {key}", item.get(key))
        for key in ("presenters", "recommendations", "attachments", "links", "recused"):
            for value in item.get(key, []):
                self.stands(f"{where} {key}", value)
        for key in ("start", "end"):
            if item.get(key) and not TIME.match(item[key]):
                self.fault(where, item[key])
        if item.get("outcome") not in OUTCOME | {None}:
            self.fault(where, f"outcome {item['outcome']}")
        if item.get("outcome") and not item.get("minutes"):
            self.fault(where, "an outcome without minutes")
        for decision in item.get("decisions", []):
            if decision["outcome"] not in OUTCOME:
                self.fault(where, f"outcome {decision['outcome']}")
            for number in decision.get("recommendations", []):
                if not 1 <= number <= len(item["recommendations"]):
                    self.fault(where, f"decides recommendation {number}")
        for task in item["tasks"]:
            self.keys(where, task, {"text", "responsible", "due"}, {"text", "responsible"})
            self.stands(f"{where} task", task["text"])
            for name in task["responsible"]:
                self.stands(f"{where} task", name)
            if task.get("due") not in (None, "next_meeting"):
                datetime.date.fromisoformat(task["due"])
        self.amounts(where, item)

    def amounts(self, where, item):
        malformed = any(f["kind"] == "malformed_amount" and f.get("item") == item["number"]
                        for f in self.record["findings"])
        for amount in item.get("amounts", []):
            self.stands(f"{where} amount", amount["text"])
            if oere(amount["text"]) != amount["ore"] and not malformed:
                self.fault(where, f"{amount['text']} is not {amount['ore']} oere")
        printed = " ".join(filter(None, [item.get("case"), item.get("minutes"), item["title"],
                                         *item["recommendations"]]))
        if len(AMOUNT.findall(printed)) > len(item.get("amounts", [])):
            self.fault(where, f"prints {AMOUNT.findall(printed)}, lists "
                              f"{[amount['text'] for amount in item.get('amounts', [])]}")

    def findings(self):
        record = self.record
        named = {item["number"] for item in record["items"]} | {item["title"] for item in record["items"]}
        kinds = [finding["kind"] for finding in record["findings"]]
        for finding in record["findings"]:
            self.keys("finding", finding, {"kind", "message", "item", "page", "line"}, {"kind", "message"})
            if finding["kind"] not in FINDING:
                self.fault("finding", finding["kind"])
            if finding.get("item") and finding["item"] not in named:
                self.fault("finding", f"unknown item {finding['item']}")
        if self.text is None:
            return
        for day, date, month, year, number, other_year in DATED.findall(self.text):
            printed = datetime.date(int(year or other_year), MONTHS.index(month.lower()) + 1 if month else int(number),
                                    int(date))
            if WEEKDAYS[printed.weekday()] != day.lower() and "date_conflict" not in kinds:
                self.fault("finding", f"{day} {printed} is a {WEEKDAYS[printed.weekday()]}")
        if re.search(r"\b[0-3]\d[01]\d{3}-\d{4}\b", self.text) and "person_number" not in kinds:
            self.fault("finding", "a person number without a finding")

    def check(self):
        self.header()
        self.attendance()
        for item in self.record["items"]:
            self.item(item)
        self.findings()
        return self.faults


def main():
    here = Path(__file__).resolve().parent
    folders = [Path(name) for name in sys.argv[1:]] or [here / "cases", here / "formats"]
    paths = sorted(path for folder in folders for path in folder.glob("*.json"))
    faults = []
    for path in paths:
        try:
            faults += Case(path).check()
        except (KeyError, TypeError, ValueError) as error:
            faults.append(f"{path.name}: {type(error).__name__}: {error}")
    print("\n".join([*faults, f"{len(paths)} records, {len(faults)} faults"]))
    sys.exit(1 if faults or not paths else 0)


if __name__ == "__main__":
    main()
