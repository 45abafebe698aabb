"""The real binary as a server, and a client that uses its pages as a browser without JavaScript does."""
import html
import http.cookiejar
import os
import re
import signal
import subprocess
import tempfile
import threading
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KLYNGE = Path(os.environ.get("KLYNGE_BINARY_DIR", ROOT / "build/dev")) / "bin/klynge"
POSTGRES = os.environ.get("KLYNGE_TEST_POSTGRES")


def psql(sql):
    subprocess.run(["psql", POSTGRES, "-v", "ON_ERROR_STOP=1", "-qc", sql], check=True, capture_output=True)


class Served:
    """A server on a free port over a new database; on PostgreSQL where KLYNGE_TEST_POSTGRES names one."""

    count = 0

    def __init__(self, *options):
        self.folder = tempfile.TemporaryDirectory(prefix="klynge-served-")
        self.path = Path(self.folder.name)
        self.store = ["--data", str(self.path / "data")]
        self.name = None
        if POSTGRES:
            Served.count += 1
            self.name = f"served_{os.getpid()}_{Served.count}"
            psql(f"CREATE DATABASE {self.name} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'")
            parts = urllib.parse.urlsplit(POSTGRES)
            self.store += ["--database", urllib.parse.urlunsplit(parts._replace(path="/" + self.name))]
        self.accounts = {}
        self.log = []
        self.process = None
        self.start(*options)

    def start(self, *options):
        command = [str(KLYNGE), "serve", "--port", "0", *self.store, *map(str, options)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        threading.Thread(target=self.keep_log, args=(self.process.stderr,), daemon=True).start()
        for line in self.process.stdout:
            if found := re.search(r"Klynge is at (http://\S+)", line):
                self.address = found[1]
            if found := re.match(r"Sign in as (\S+) with the password (\S+)", line):
                self.accounts[found[1]] = found[2]
            if line.startswith("Ready"):
                return
        self.__exit__()
        raise AssertionError("the server did not come up: " + "".join(self.log))

    def keep_log(self, stream):
        with stream:
            self.log.extend(stream)

    def run(self, *arguments, **options):
        return subprocess.run([str(KLYNGE), *map(str, arguments), *self.store], capture_output=True, text=True, check=True, timeout=120, **options).stdout

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(timeout=30)
        if self.process:
            self.process.wait(timeout=30)
            self.process.stdout.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()
        self.folder.cleanup()
        if self.name:
            psql(f"DROP DATABASE IF EXISTS {self.name} WITH (FORCE)")


class StayHere(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body
        self.text = re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", body.decode("utf-8", "replace"))))

    @property
    def csrf(self):
        found = re.search(rb'name="csrf" value="([0-9a-f]*)"', self.body)
        return found[1].decode() if found else ""


class Client:
    def __init__(self, address):
        self.address = address
        self.jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar), StayHere())

    def send(self, path, fields=None, headers=None):
        url = path if path.startswith("http") else self.address + path
        data = urllib.parse.urlencode(fields, doseq=True).encode() if fields is not None else None
        try:
            with self.opener.open(urllib.request.Request(url, data, headers or {}), timeout=60) as answer:
                return Answer(answer.status, answer.headers, answer.read())
        except urllib.error.HTTPError as error:
            return Answer(error.code, error.headers, error.read())

    def get(self, path, **headers):
        return self.send(path, headers=headers)

    def post(self, path, fields, page=None):
        """Sends a form as it stands on `page`: with the token of the session."""
        return self.send(path, {"csrf": self.get(page or "/konto").csrf, **fields})

    def sign_in(self, login, password, **more):
        return self.send("/log-ind", {"brugernavn": login, "adgangskode": password, "til": "/konto", **more})
