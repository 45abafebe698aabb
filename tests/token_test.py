#!/usr/bin/env python3
"""A machine with a token, end to end: it reads and imports without signing in, and hears when its token no longer counts."""
import datetime
import json
import re
import unittest
import urllib.error
import urllib.request
from pathlib import Path

from served import ROOT, Client, Served

EXAMPLE = next((ROOT / "examples").rglob("*.txt"))


def multipart(path):
    name = Path(path).name
    body = (f'--line\r\nContent-Disposition: form-data; name="filer"; filename="{name}"\r\nContent-Type: text/plain\r\n\r\n').encode()
    return body + Path(path).read_bytes() + b"\r\n--line--\r\n"


class Tokens(unittest.TestCase):
    def setUp(self):
        self.server = Served()
        self.addCleanup(self.server.__exit__)
        self.chef = Client(self.server.address)
        self.assertEqual(self.chef.sign_in("administrator", self.server.accounts["administrator"]).status, 303)

    def make(self, name, *scopes):
        last = datetime.date.today() + datetime.timedelta(days=30)
        page = self.chef.post("/adgangsnoegler", {"navn": name, "lov": scopes, "sidste_dag": last.isoformat()})
        self.assertEqual(page.status, 200, page.text)
        return re.search(r"klynge_[0-9a-f]{64}", page.text)[0]

    def ask(self, token, path, body=None):
        headers = {"Authorization": f"Bearer {token}"}
        if body is not None:
            headers["Content-Type"] = "multipart/form-data; boundary=line"
        request = urllib.request.Request(self.server.address + path, body, headers)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def test_a_robot_imports_and_another_reads(self):
        robot, reader = self.make("Importrobot", "import"), self.make("Læserobot", "read")
        self.assertEqual(self.ask(reader, "/import", multipart(EXAMPLE))[0], 403)
        status, page = self.ask(robot, "/import", multipart(EXAMPLE))
        self.assertEqual(status, 200, page)
        self.assertEqual(self.ask(reader, "/beslutninger")[0], 200)
        self.assertEqual(self.ask(reader, "/konti")[0], 403)

        page = self.chef.get("/adgangsnoegler")
        path = next(p for p in re.findall(rb'action="(/adgangsnoegler/[^"]+/tilbagekald)"', page.body))
        for revoke in re.findall(rb'action="(/adgangsnoegler/[^"]+/tilbagekald)"', page.body):
            self.assertEqual(self.chef.post(revoke.decode(), {}).status, 303)
        self.assertTrue(path)
        for token in (robot, reader):
            self.assertEqual(self.ask(token, "/beslutninger"), (401, "Adgangsnøglen er tilbagekaldt. Bed administratoren om en ny.\n"))

        self.server.stop()
        self.assertIn("sound", self.server.run("audit", "verify"))
        self.assertFalse([line for line in self.server.log if robot in line or reader in line], "no token in the log")
        for line in self.server.log:
            json.loads(line)


if __name__ == "__main__":
    unittest.main(verbosity=2)
