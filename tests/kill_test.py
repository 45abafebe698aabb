#!/usr/bin/env python3
"""kill -9 at random moments while the real programs import, correct and sign in; on SQLite, or on PostgreSQL where
KLYNGE_TEST_POSTGRES names a server.

After every kill: what was acknowledged is there, nothing is there twice, and the audit chain verifies.
    kill_test.py [ROUNDS] [SEED]      (4 rounds by default; script/bench kill runs fifty)
"""
import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KLYNGE = Path(os.environ.get("KLYNGE_BINARY_DIR", ROOT / "build/dev")) / "bin/klynge"
SERVER = os.environ.get("KLYNGE_TEST_POSTGRES")
PASSWORD = "en lang nok adgangskode"


class Register:
    """A database of its own, asked from outside."""

    def __init__(self, folder):
        self.data = folder / "data"
        self.options = ["--data", str(self.data)]
        if SERVER:
            self.name = f"kill_{os.getpid()}"
            self.psql(SERVER, f"CREATE DATABASE {self.name} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'")
            self.url = urllib.parse.urlunsplit(urllib.parse.urlsplit(SERVER)._replace(path="/" + self.name))
            self.options += ["--database", self.url]

    @staticmethod
    def psql(url, sql):
        result = subprocess.run(["psql", url, "-v", "ON_ERROR_STOP=1", "-qAt", "-F", "\t", "-c", sql], check=True, capture_output=True, text=True)
        return [line.split("\t") for line in result.stdout.splitlines()]

    def ask(self, sql):
        if SERVER:
            return self.psql(self.url, sql)
        with sqlite3.connect(self.data / "klynge.db") as database:
            return [[str(value) for value in row] for row in database.execute(sql)]

    def close(self):
        if SERVER:
            self.psql(SERVER, f"DROP DATABASE {self.name} WITH (FORCE)")

    def klynge(self, *arguments, **options):
        return subprocess.run([KLYNGE, *arguments, *self.options], check=True, capture_output=True, text=True, timeout=120, **options)


class Browser:
    """A signed-in secretary, as HTTP."""

    def __init__(self, address):
        self.address = address
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def get(self, path):
        return self.opener.open(self.address + path, timeout=20).read().decode()

    def post(self, path, **fields):
        return self.opener.open(self.address + path, urllib.parse.urlencode(fields).encode(), timeout=20).read().decode()

    def sign_in(self):
        page = self.post("/log-ind", brugernavn="kill", adgangskode=PASSWORD, til="/")
        return 'action="/log-ud"' in page


def document(number):
    day, month, year = number % 28 + 1, number // 28 % 12 + 1, 2000 + number // 336
    return (f"Referat af møde i Prøveudvalget\n\nDato: {day}.{month}.{year}\nTid: kl. 10.00-11.00\nSted: Lokale {number}\n\n"
            f"Deltagere: Aja Prøve, Bo Eksempel\n\n1. Godkendelse af dagsorden\n\nReferat:\nGodkendt.\n\n"
            f"2. Sag nummer {number}\n\nReferat:\nUdvalget drøftede sag nummer {number} og tog den til efterretning.\n")


def start_server(register):
    process = subprocess.Popen([KLYNGE, "serve", "--port", "0", *register.options], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    address = None
    for line in process.stdout:
        found = re.search(r"http://[\d.]+:\d+", line)
        address = found[0] if found else address
        if line.startswith("Ready"):
            return process, address
    raise AssertionError("the server did not come up")


def waiting_entry(browser):
    return re.search(r"/import/dokument/[0-9a-f-]+", browser.get("/import/koe"))[0]


def place_of(page):
    return re.search(r'name="place" value="([^"]*)"', page)[1]


def correct_place(browser, entry, page, place):
    """Corrects the meeting's place in the preview that `page` shows; the page that follows."""
    form = page[page.index('value="ret-moede"') - 600:]
    fields = {name: re.search(rf'name="{name}" value="([^"]*)"', form)[1] for name in ("csrf", "set", "title", "body", "date", "start", "end")}
    return browser.post(entry + "/ret", handling="ret-moede", maal="", kind="minutes", place=place, **fields)


class Round:
    """One start of both programs and their sudden end."""

    def __init__(self, register, inbox, entry, number):
        self.register, self.entry, self.number = register, entry, number
        self.server, address = start_server(register)
        self.importer = subprocess.Popen([KLYNGE, "import", "--yes", "--quiet", "--verbose", *register.options, inbox],
                                         stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.imported, self.signed_in, self.places = [], 0, []
        self.tried = None
        self.threads = [threading.Thread(target=work) for work in
                        (self.follow_import, lambda: self.until_killed(self.sign_in, address), lambda: self.until_killed(self.correct, address))]
        for thread in self.threads:
            thread.start()

    def follow_import(self):
        for line in self.importer.stdout:
            if line.endswith(": committed\n"):
                self.imported.append(Path(line.rsplit(": ", 1)[0]).name)

    @staticmethod
    def until_killed(work, address):
        try:
            work(address)
        except (OSError, urllib.error.URLError, ConnectionError, TimeoutError, ValueError, http_error()):
            pass

    def sign_in(self, address):
        while True:
            if Browser(address).sign_in():
                self.signed_in += 1
            time.sleep(0.1)

    def correct(self, address):
        browser = Browser(address)
        browser.sign_in()
        page = browser.get(self.entry)
        for step in range(10_000):
            self.tried = f"Lokale {self.number}-{step}"
            page = correct_place(browser, self.entry, page, self.tried)
            if place_of(page) == self.tried:
                self.places.append(self.tried)

    def wait_for_work(self, seconds):
        """Until both have been acknowledged a few times: on a busy machine a start alone may take a second."""
        ends = time.monotonic() + seconds
        while time.monotonic() < ends and (len(self.places) < 3 or not self.imported):
            time.sleep(0.02)

    def kill(self):
        self.server.send_signal(signal.SIGKILL)
        self.importer.send_signal(signal.SIGKILL)
        self.server.wait()
        self.importer.wait()
        for thread in self.threads:
            thread.join(30)


def http_error():
    import http.client
    return http.client.HTTPException


def check(register, done, all_imported, sign_ins, place):
    verified = register.klynge("audit", "verify").stdout
    assert "The audit log is sound." in verified, verified
    kept = {name for (name,) in register.ask("SELECT file_name FROM intake_entry WHERE state = 'committed'")}
    lost = all_imported - kept
    assert not lost, f"acknowledged and lost: {sorted(lost)[:5]}"
    twice = register.ask("SELECT file_name FROM intake_entry WHERE state = 'committed' GROUP BY file_name HAVING COUNT(*) > 1")
    twice += register.ask("SELECT held_on FROM meeting WHERE taken_back = 0 AND body_printed = 'Prøveudvalget' GROUP BY held_on HAVING COUNT(*) > 1")
    assert not twice, f"there twice: {twice[:5]}"
    half = register.ask("SELECT id FROM meeting WHERE NOT EXISTS (SELECT 1 FROM meeting_version v WHERE v.meeting_id = meeting.id)")
    assert not half, f"half done: {half[:5]}"
    sessions = int(register.ask("SELECT COUNT(*) FROM session")[0][0])
    assert sessions >= sign_ins, f"{sign_ins} sign-ins acknowledged, {sessions} kept"
    assert place in (done.places[-1:] + [done.tried]) if done.places else True, f"acknowledged {done.places[-1:]}, kept {place}"


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 4
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.randrange(1 << 30)
    chance = random.Random(seed)
    print(f"seed {seed}")
    with tempfile.TemporaryDirectory(prefix="klynge-kill-") as name:
        folder = Path(name)
        inbox = folder / "in"
        inbox.mkdir()
        register = Register(folder)
        try:
            register.klynge("user", "add", "kill", "--name", "Kill", "--role", "secretary", "--password-from-input", input=PASSWORD + "\n")
            first = folder / "venter.txt"
            first.write_text(document(9_000).replace("Prøveudvalget", "Venteudvalget"), encoding="utf-8")
            register.klynge("import", "--quiet", first)
            imported, sign_ins, corrections, entry = set(), 0, 0, None
            for number in range(rounds):
                for k in range(number * 150, (number + 1) * 150):
                    (inbox / f"{k:05}.txt").write_text(document(k), encoding="utf-8")
                if entry is None:
                    server, address = start_server(register)
                    browser = Browser(address)
                    assert browser.sign_in()
                    entry = waiting_entry(browser)
                    sign_ins += 1
                    server.terminate()
                    server.wait()
                now = Round(register, inbox, entry, number)
                if number % 2:   # every other round dies in its work, the others at any moment of their start too
                    now.wait_for_work(20)
                time.sleep(chance.uniform(0.05, 1.2))
                now.kill()
                imported |= set(now.imported)
                sign_ins += now.signed_in
                corrections += len(now.places)
                server, address = start_server(register)
                browser = Browser(address)
                assert browser.sign_in()
                sign_ins += 1
                place = place_of(browser.get(entry))
                server.terminate()
                server.wait()
                check(register, now, imported, sign_ins, place)
            print(f"{rounds} kills: {len(imported)} imports, {corrections} corrections and {sign_ins} sign-ins acknowledged, none lost, none twice")
            assert imported, "no import was acknowledged: the test shows nothing"
            assert rounds < 20 or corrections > rounds, "an import beside the server keeps it from writing"
        finally:
            register.close()


if __name__ == "__main__":
    main()
