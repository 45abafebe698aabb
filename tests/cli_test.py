#!/usr/bin/env python3
"""The command line, end to end with the real binary: on SQLite, or on PostgreSQL where KLYNGE_TEST_POSTGRES names a server."""
import csv
import io
import json
import os
import sqlite3
import subprocess
import tempfile
import unittest
import urllib.parse
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KLYNGE = Path(os.environ.get("KLYNGE_BINARY_DIR", ROOT / "build/dev")) / "bin/klynge"
EXAMPLES = ROOT / "examples"
SERVER = os.environ.get("KLYNGE_TEST_POSTGRES")


def klynge(*arguments, expect=0, text=True, **options):
    result = subprocess.run([str(KLYNGE), *map(str, arguments)], capture_output=True, check=False, text=text,
                            timeout=120, **options)
    if expect is not None and result.returncode != expect:
        raise AssertionError(f"klynge {arguments} ended with {result.returncode}\n{result.stdout}\n{result.stderr}")
    return result


class Register(unittest.TestCase):
    """Each test has a folder and, on PostgreSQL, databases of its own."""

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory(prefix="klynge-cli-")
        self.addCleanup(self.folder.cleanup)
        self.path = Path(self.folder.name)
        self.databases = 0

    def store(self):
        """Options that name a new, empty database."""
        self.databases += 1
        options = ["--data", self.path / f"data{self.databases}"]
        if SERVER:
            name = f"cli_{os.getpid()}_{id(self)}_{self.databases}"
            self.psql(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'")
            self.addCleanup(self.psql, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
            options += ["--database", urllib.parse.urlunsplit(urllib.parse.urlsplit(SERVER)._replace(path="/" + name))]
        return options

    @staticmethod
    def psql(sql):
        subprocess.run(["psql", SERVER, "-v", "ON_ERROR_STOP=1", "-qc", sql], check=True, capture_output=True)

    def imported(self):
        options = self.store()
        klynge("import", "--yes", "--quiet", *options, EXAMPLES)
        return options


class Structure(Register):
    def apply(self, options, *arguments, expect=0):
        return klynge("structure", "apply", *arguments, *options, expect=expect)

    def test_lists_the_templates_with_what_they_can_be_used_for(self):
        listed = klynge("structure", "list", *self.store()).stdout
        self.assertIn("Region Nordjylland: Nord, Syd", listed)
        self.assertIn("Sundhedsråd Vendsyssel", listed)

    def test_says_what_it_would_make_and_with_yes_makes_it_once(self):
        options = self.store()
        self.assertIn("Nothing has been written", self.apply(options, "2022", "--region", "Nordjylland").stdout)
        self.assertIn("+ Politisk sundhedsklynge Nord", self.apply(options, "2022", "--region", "Nordjylland", "--yes").stdout)
        self.assertIn("stands in the register already", self.apply(options, "2022", "--region", "Nordjylland", "--yes").stdout)
        after = self.apply(options, "2027", "--region", "Nordjylland", "--yes").stdout
        self.assertIn("+ Faglig sundhedsklynge Nord -> Sundhedsråd Vendsyssel", after)
        klynge("audit", "verify", *options)

    def test_refuses_what_is_not_there(self):
        options = self.store()
        self.assertIn("Der er ingen skabelon", self.apply(options, "1970", "--region", "Nordjylland", expect=1).stderr)
        self.assertIn("Der er ingen sundhedsklynger", self.apply(options, "2022", "--region", "Hovedstaden", expect=1).stderr)
        self.assertIn("Det er en mappe", self.apply(options, EXAMPLES, expect=1).stderr)
        self.assertIn("--from is not a day", self.apply(options, "2022", "--region", "Nordjylland", "--from", "snart", expect=2).stderr)


class Read(Register):
    def test_reads_each_format_to_one_record_a_line(self):
        files = [next(EXAMPLES.rglob(f"*.{ending}")) for ending in ("txt", "pdf", "docx")]
        lines = klynge("read", "--json", *files).stdout.splitlines()
        self.assertEqual(len(lines), len(files))
        for line in lines:
            record = json.loads(line)
            self.assertTrue(record["body"] and record["date"] and record["items"], record["title"])
            self.assertIn("/items/0/title", record["sources"])

    def test_says_what_is_wrong_and_goes_on(self):
        empty = self.path / "tom.txt"
        empty.write_bytes(b"")
        result = klynge("read", "--json", empty, self.path / "findes-ikke.pdf", next(EXAMPLES.rglob("*.txt")), expect=1)
        self.assertEqual(len(result.stdout.splitlines()), 1)
        self.assertEqual(len(result.stderr.splitlines()), 2)
        self.assertIn("tom", result.stderr)

    def test_a_large_file_is_refused_by_its_size(self):
        large = self.path / "stor.pdf"
        with large.open("wb") as file:
            file.truncate(300_000_000)
        result = klynge("read", large, expect=1)
        self.assertRegex(result.stderr, r"stor\.pdf: .*(stor|fylder)")

    def test_a_document_of_pictures_alone_is_told_of_and_has_its_record(self):
        result = klynge("read", "--json", ROOT / "tests/broken/image-only.pdf", expect=1)
        self.assertEqual([finding["kind"] for finding in json.loads(result.stdout)["findings"]], ["unreadable"])
        self.assertIn("intet tekstlag", result.stderr)

    def test_a_folder_or_a_database_that_cannot_be_used_is_told_of_in_danish(self):
        file = self.path / "fil.txt"
        file.write_text("ikke en mappe")
        self.assertIn("En fil eller mappe kan ikke bruges.", klynge("import", EXAMPLES, "--data", file, expect=1).stderr)
        junk = self.path / "junk.db"
        junk.write_bytes(bytes(range(256)) * 64)
        for address in (f"sqlite:{junk}", f"postgresql://klynge@/klynge?host={self.path}"):
            stderr = klynge("list", "meetings", "--data", self.path / "data", "--database", address, expect=1).stderr
            self.assertIn("Databasen svarer ikke", stderr)

    def test_the_command_line_is_checked(self):
        klynge("list", "persons", expect=2)
        klynge("list", "meetings", "--year", "abc", expect=2)
        self.assertIn("postponed", klynge("list", "decisions", "--outcome", "udsat", expect=2).stderr)

    def test_a_folder_without_a_register_is_no_empty_register(self):
        nowhere = self.path / "tastefejl"
        for command in (["list", "meetings"], ["search", "budget"], ["audit", "verify"], ["backup", self.path / "b.db"], ["reread"]):
            self.assertIn("Her er intet register.", klynge(*command, "--data", nowhere, expect=1).stderr)
        self.assertFalse(nowhere.exists())
        klynge("read", expect=2)


class Findings(Register):
    # docs/examples.md: the deliberate mistakes, and nothing else.
    MISTAKES = {
        ("2022-11-14-politisk-sundhedsklynge-bredsund.txt", "malformed_amount"),
        ("2023-02-02-driftsforum-bredsund.txt", "person_number"),
        ("2023-06-08-politisk-sundhedsklynge-bredsund.pdf", "date_conflict"),
        ("2023-11-23-faglig-sundhedsklynge-bredsund.txt", "amounts_do_not_add_up"),
        ("2024-02-20-driftsforum-somatik-bredsund.txt", "numbering_gap"),
        ("2024-09-19-politisk-sundhedsklynge-bredsund.pdf", "item_without_minutes"),
    }

    def test_the_examples_mistakes_are_found_and_nothing_else(self):
        files = sorted(path for path in EXAMPLES.iterdir() if path.is_file())
        found = set()
        for path, line in zip(files, klynge("read", "--json", *files).stdout.splitlines(), strict=True):
            found |= {(path.name, finding["kind"]) for finding in json.loads(line)["findings"]}
        self.assertEqual(found, self.MISTAKES)

    def test_a_person_number_is_never_shown(self):
        for path in EXAMPLES.iterdir():
            self.assertNotRegex(klynge("read", "--json", path).stdout, r"\b[0-3]\d[01]\d{3}-?\d{4}\b", path.name)


class Import(Register):
    def test_the_same_folder_twice_changes_nothing(self):
        options = self.imported()
        before = klynge("list", "meetings", "--json", *options).stdout
        self.assertGreaterEqual(len(before.splitlines()), 12)
        klynge("import", "--yes", "--quiet", *options, EXAMPLES)
        self.assertEqual(klynge("list", "meetings", "--json", *options).stdout, before)

    def test_an_upgrade_reads_the_register_anew(self):
        store = self.imported()
        again = klynge("reread", *store)
        self.assertIn("0 documents to read again", again.stderr)
        again = klynge("reread", "--all", *store)
        self.assertRegex(again.stderr, r"[1-9]\d* documents to read again: 0 changed, [1-9]\d* as before, 0 left")

    def test_a_broken_file_does_not_stop_the_others(self):
        (self.path / "in").mkdir()
        (self.path / "in/a.pdf").write_bytes(b"%PDF-1.7\nkun begyndelsen")
        (self.path / "in/b.txt").write_bytes(next(EXAMPLES.rglob("*.txt")).read_bytes())
        options = self.store()
        result = klynge("import", "--yes", "--quiet", *options, self.path / "in", expect=1)
        self.assertIn("a.pdf", result.stderr + result.stdout)
        self.assertEqual(len(klynge("list", "meetings", "--json", *options).stdout.splitlines()), 1)


class Lists(Register):
    def test_csv_is_as_danish_excel_wants_it(self):
        options = self.imported()
        raw = klynge("list", "amounts", "--csv", *options, text=False).stdout
        self.assertTrue(raw.startswith(b"\xef\xbb\xbf"))
        self.assertIn(b"\r\n", raw)
        rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig")), delimiter=";"))
        self.assertGreater(len(rows), 5)
        self.assertEqual({len(row) for row in rows}, {len(rows[0])})
        self.assertTrue(any(cell.replace("-", "").replace(",", "").isdigit() and "," in cell for cell in rows[1]), rows[1])

    def test_every_list_speaks_json(self):
        options = self.imported()
        for what in ("meetings", "decisions", "tasks", "amounts", "findings"):
            rows = [json.loads(line) for line in klynge("list", what, "--json", *options).stdout.splitlines()]
            self.assertTrue(rows, what)

    def test_search_finds_parts_of_compounds(self):
        options = self.imported()
        hits = [json.loads(line) for line in klynge("search", "midler", "--json", *options).stdout.splitlines()]
        self.assertTrue(hits)
        self.assertEqual(klynge("search", "xyzzyq", "--json", *options).stdout, "")


class Keep(Register):
    def test_backup_and_restore_keep_the_register_and_the_chain(self):
        options = self.imported()
        meetings = klynge("list", "meetings", "--json", *options).stdout
        klynge("backup", self.path / "backup.db", *options)
        other = self.store()
        self.assertIn("sound", klynge("restore", self.path / "backup.db", *other).stdout)
        self.assertEqual(klynge("list", "meetings", "--json", *other).stdout, meetings)
        self.assertEqual(klynge("search", "referat", "--json", *other).stdout, klynge("search", "referat", "--json", *options).stdout)
        klynge("restore", self.path / "backup.db", *other, expect=1)  # no longer empty

    def test_after_a_restore_into_the_old_folder_the_seals_begin_anew(self):
        options = self.imported()
        klynge("backup", self.path / "backup.db", *options)
        klynge("user", "add", "anna", "--name", "Anna Prøve", *options)
        klynge("backup", self.path / "later.db", *options)  # seals what the first backup does not hold
        folder = options[1]
        other = ["--data", folder] + self.store()[2:]
        for file in folder.glob("klynge.db*"):
            file.unlink()
        self.assertIn("sound", klynge("restore", self.path / "backup.db", *other).stdout)
        self.assertIn("sound", klynge("audit", "verify", *other).stdout)
        self.assertEqual(len(list(folder.glob("seals.before-restore-*"))), 1)

    def test_a_changed_audit_row_is_found(self):
        options = self.imported()
        klynge("audit", "verify", *options)
        sql = "UPDATE audit_entry SET actor_name = 'En anden' WHERE sequence = 3"
        if SERVER:
            subprocess.run(["psql", options[3], "-qc", sql], check=True)
        else:
            with sqlite3.connect(self.path / "data1/klynge.db") as database:
                database.execute(sql)
        result = klynge("audit", "verify", *options, expect=1)
        self.assertRegex(result.stdout, r"FAULT changed entry: \w+ 3")

    def test_an_erased_person_is_in_no_register_and_the_log_is_sound(self):
        options = self.imported()
        name = json.loads(klynge("read", "--json", sorted(EXAMPLES.glob("*.txt"))[0]).stdout)["attendance"][0]["name"]

        def hits(kind):
            found = klynge("search", f'"{name}"', "--json", *options).stdout.splitlines()
            return [hit for hit in map(json.loads, found) if hit["kind"] == kind]

        person, meetings = hits("person")[0], len(hits("meeting"))
        klynge("person", "erase", person["id"], "--reason", f"{name} asked", *options, expect=1)
        klynge("person", "erase", "findes-ikke", "--reason", "asked", *options, expect=1)
        klynge("person", "erase", person["id"], *options, expect=2)
        self.assertIn("erased", klynge("person", "erase", person["id"], "--reason", "Bedt om det", *options).stdout)
        self.assertEqual(hits("person"), [])
        self.assertEqual(len(hits("meeting")), meetings)  # the minutes stay
        verified = klynge("audit", "verify", *options).stdout
        self.assertIn("sound", verified)
        self.assertNotIn(" 0 erased", verified)
        klynge("person", "erase", person["id"], "--reason", "Bedt om det", *options, expect=1)

    def test_a_cut_backup_is_refused(self):
        options = self.imported()
        klynge("backup", self.path / "backup.db", *options)
        (self.path / "cut.db").write_bytes((self.path / "backup.db").read_bytes()[:40_000])
        other = self.store()
        klynge("restore", self.path / "cut.db", *other, expect=1)
        if SERVER:
            self.assertEqual(klynge("list", "meetings", "--json", *other).stdout, "")
        else:
            self.assertFalse(Path(other[1]).exists(), "nothing is left of it")
            kept = self.path / "kept"
            kept.mkdir()
            (kept / "noter.txt").write_text("min egen fil")
            klynge("restore", self.path / "cut.db", "--data", kept, expect=1)
            self.assertEqual([one.name for one in kept.iterdir()], ["noter.txt"])
        klynge("restore", self.path / "cut.db", *options, expect=1)
        self.assertNotEqual(klynge("list", "meetings", "--json", *options).stdout, "")

    def test_accounts(self):
        options = self.store()
        made = klynge("user", "add", "anna", "--name", "Anna Prøve", "--role", "secretary", *options).stdout
        self.assertRegex(made, r"anna")
        klynge("user", "add", "anna", "--name", "En anden", *options, expect=1)
        both = klynge("user", "add", "eva", "--name", "Eva", "--role", "finance,secretary", "--role", "auditor", "--email", "eva@example.org", *options)
        self.assertIn("secretary finance auditor", both.stdout)
        self.assertIn("no role", klynge("user", "add", "ole", "--name", "Ole", *options).stdout)
        klynge("user", "add", "x1", "--name", "X", "--role", "boss", *options, expect=2)
        klynge("user", "add", "x1", "--name", "X", "--email", "x", *options, expect=1)
        klynge("user", "add", "bo", "--name", "Bo", "--password-from-input", *options, input="kort\n", expect=1)


if __name__ == "__main__":
    unittest.main(verbosity=2)
