#!/usr/bin/env python3
"""Letters, end to end: the real binary, a real mail server, and the links that are in the letters."""
import email
import email.policy
import logging
import re
import socket
import ssl
import subprocess
import sys
import time
import unittest

# Where another Python than Debian's comes first, its packages are Debian's all the same.
sys.path.append("/usr/lib/python3/dist-packages")
try:
    from aiosmtpd.controller import Controller
    from aiosmtpd.smtp import AuthResult
except ImportError:
    print("aiosmtpd is missing: script/setup test")
    sys.exit(1)

from served import Client, Served

logging.getLogger("mail.log").setLevel(logging.CRITICAL)  # what a test provokes
FROM = "Klynge <klynge@example.org>"


class Inbox:
    """Keeps what the mail server takes."""

    def __init__(self):
        self.letters = []

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("findes-ikke"):
            return "550 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.letters.append((session, envelope))
        return "250 OK"

    def wait_for(self, recipient, count=1, seconds=30):
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            found = [envelope for _, envelope in self.letters if recipient in envelope.rcpt_tos]
            if len(found) >= count:
                return email.message_from_bytes(found[count - 1].content, policy=email.policy.default)
            time.sleep(0.1)
        raise AssertionError(f"letter {count} to {recipient} did not come; {len(self.letters)} others did")


def link_in(letter):
    return re.search(r"https?://\S+(/adgang/[0-9a-f]{64})", letter.get_content())[1]


class Mail(unittest.TestCase):
    def post_office(self, **options):
        inbox = Inbox()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        controller = Controller(inbox, hostname="127.0.0.1", port=port, **options)
        controller.start()
        self.addCleanup(controller.stop)
        return inbox, f"127.0.0.1:{controller.port}"

    def served(self, *options):
        server = Served(*options)
        self.addCleanup(server.__exit__)
        return server

    def administrator(self, server):
        client = Client(server.address)
        self.assertEqual(client.sign_in("administrator", server.accounts["administrator"]).status, 303)
        return client

    def invite(self, client, login, address):
        answer = client.post("/konti", {"navn": "Søren Prøve", "brugernavn": login, "email": address, "rolle": ["reader", "finance"], "invitation": "ja"})
        self.assertEqual(answer.status, 200, answer.text)

    def test_an_invitation_and_a_forgotten_password_go_by_mail(self):
        inbox, address = self.post_office()
        server = self.served("--smtp", address, "--smtp-tls", "none", "--mail-from", FROM, "--public-url", "https://klynge.example.org/")
        administrator = self.administrator(server)
        self.invite(administrator, "soeren", "soeren@example.org")
        letter = inbox.wait_for("soeren@example.org")
        self.assertEqual(letter["from"], FROM)
        self.assertEqual(letter["subject"], "Din konto i Klynge")
        self.assertIn("Hej Søren Prøve", letter.get_content())
        self.assertIn("https://klynge.example.org/adgang/", letter.get_content())
        guest = Client(server.address)
        path = link_in(letter)
        self.assertEqual(guest.send(path, {"ny": "en lang kode 1", "igen": "en lang kode 1"}).status, 303)
        self.assertEqual(guest.sign_in("soeren", "en lang kode 1").status, 303)
        self.assertIn("Læser og økonomi", guest.get("/konto").text)
        self.assertEqual(guest.get(path).status, 409)

        known = Client(server.address).send("/glemt-adgangskode", {"email": "soeren@example.org"})
        unknown = Client(server.address).send("/glemt-adgangskode", {"email": "ingen@example.org"})
        self.assertEqual((known.status, known.body), (unknown.status, unknown.body))
        letter = inbox.wait_for("soeren@example.org", 2)
        self.assertEqual(letter["subject"], "Ny adgangskode til Klynge")
        self.assertEqual(Client(server.address).send(link_in(letter), {"ny": "en lang kode 2", "igen": "en lang kode 2"}).status, 303)
        self.assertEqual(guest.get("/konto").status, 303, "the old session is over")
        self.assertEqual(guest.sign_in("soeren", "en lang kode 1").status, 403)
        self.assertEqual(guest.sign_in("soeren", "en lang kode 2").status, 303)
        self.assertEqual(inbox.wait_for("soeren@example.org", 3)["subject"], "Din konto i Klynge er ændret")

        self.assertIn("Der er skrevet et brev", guest.post("/konto/email", {"email": "ny@example.org", "adgangskode": "en lang kode 2"}).text)
        path = link_in(inbox.wait_for("ny@example.org"))
        self.assertIn("E-mailen er ændret", guest.post(path, {}).text)
        self.assertIn("ny@example.org", inbox.wait_for("soeren@example.org", 4).get_content())
        self.assertIn("ny@example.org", guest.get("/konto").text)
        self.assertFalse([line for line in server.log if "/adgang/" in line and "{token}" not in line], "no link in the log")
        self.assertIn("sound", server.run("audit", "verify"))

    def test_a_letter_that_is_refused_stays_and_says_so(self):
        inbox, address = self.post_office()
        server = self.served("--smtp", address, "--smtp-tls", "none", "--mail-from", FROM)
        administrator = self.administrator(server)
        self.invite(administrator, "ukendt", "findes-ikke@example.org")
        deadline = time.monotonic() + 30
        while "Opgivet" not in administrator.get("/udbakke").text:
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.2)
        self.assertEqual(inbox.letters, [])

    def test_without_a_mail_server_letters_are_handed_over_by_hand(self):
        server = self.served()
        administrator = self.administrator(server)
        self.invite(administrator, "soeren", "soeren@example.org")
        page = administrator.get("/udbakke")
        self.assertIn("ikke sat en mailserver op", page.text)
        letter = administrator.get(re.search(rb'href="(/udbakke/[^"]+)"', page.body)[1].decode())
        path = re.search(r"(/adgang/[0-9a-f]{64})", letter.text)[1]
        guest = Client(server.address)
        self.assertEqual(guest.send(path, {"ny": "en lang kode 1", "igen": "en lang kode 1"}).status, 303)
        self.assertEqual(guest.sign_in("soeren", "en lang kode 1").status, 303)
        self.assertEqual(guest.get("/udbakke").status, 403)

    def test_tls_is_asked_for_and_checked(self):
        folder = self.served().path  # a folder that is removed
        key, certificate = folder / "key.pem", folder / "cert.pem"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", certificate, "-days", "2",
                        "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"], check=True, capture_output=True)
        (folder / "password").write_text("hemmeligt kodeord\n")
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(certificate, key)

        def authenticate(server, session, envelope, mechanism, data):
            return AuthResult(success=(data.login, data.password) == (b"klynge", b"hemmeligt kodeord"))

        inbox, address = self.post_office(tls_context=context, require_starttls=True, authenticator=authenticate, auth_required=True)
        mail = ["--smtp", address, "--smtp-user", "klynge", "--smtp-password-file", folder / "password", "--mail-from", FROM]
        server = self.served(*mail, "--smtp-ca", certificate)
        self.invite(self.administrator(server), "soeren", "soeren@example.org")
        inbox.wait_for("soeren@example.org")
        self.assertIsNotNone(inbox.letters[0][0].ssl)
        # A certificate nobody vouches for: nothing is sent, and the letter waits.
        server = self.served(*mail)
        administrator = self.administrator(server)
        self.invite(administrator, "bo", "bo@example.org")
        deadline = time.monotonic() + 30
        while "Prøves igen" not in administrator.get("/udbakke").text:
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.2)
        self.assertEqual(len(inbox.letters), 1)

    def test_settings_that_do_not_fit_are_refused(self):
        for options in (["--smtp", "mail.example.org"], ["--smtp", "mail.example.org", "--mail-from", "klynge"],
                        ["--smtp", "x", "--mail-from", FROM, "--smtp-user", "u"], ["--public-url", "klynge.example.org"]):
            with self.assertRaises(AssertionError):
                self.served(*options)


if __name__ == "__main__":
    unittest.main(verbosity=2)
