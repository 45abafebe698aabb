#!/usr/bin/env python3
"""On PostgreSQL a server takes sign-ins and corrections while an import on the command line has a transaction open.

The import is stopped (SIGSTOP) at a moment when its transaction has written to its audit chain and not ended: whoever
needs that chain's head, or anything else the import holds, then waits until the tries are used up. Skipped on SQLite,
where a file has one writer at a time and the others wait their turn.
    import_beside_server_test.py [IMPORT OPTION…]      (--node node1 shows the test failing)
"""
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from kill_test import KLYNGE, PASSWORD, SERVER, Browser, Register, correct_place, document, place_of, start_server, waiting_entry

SKIPPED = 77   # as tests/CMakeLists.txt says
DOCUMENTS = 3_000
HOLDS_ITS_CHAIN = """
SELECT count(*) FROM pg_stat_activity a JOIN pg_locks l ON l.pid = a.pid WHERE a.datname = current_database()
AND a.pid <> pg_backend_pid() AND a.state = 'idle in transaction' AND l.relation = 'audit_head'::regclass AND l.mode = 'RowExclusiveLock'
"""


def stop_in_transaction(importer, register):
    """Stops the import where its transaction is open and has an entry in it."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        assert importer.poll() is None, "the import was done before it could be stopped: the test shows nothing"
        importer.send_signal(signal.SIGSTOP)
        time.sleep(0.05)   # for the statement that was on its way
        if int(register.ask(HOLDS_ITS_CHAIN)[0][0]) == 1:
            return
        importer.send_signal(signal.SIGCONT)
        time.sleep(0.02)
    raise AssertionError("the import was never caught inside a transaction: the test shows nothing")


def main():
    if not SERVER:
        print("skipped: KLYNGE_TEST_POSTGRES names no server")
        sys.exit(SKIPPED)
    with tempfile.TemporaryDirectory(prefix="klynge-beside-") as name:
        folder = Path(name)
        inbox = folder / "in"
        inbox.mkdir()
        for number in range(DOCUMENTS):
            (inbox / f"{number:05}.txt").write_text(document(number), encoding="utf-8")
        waits = folder / "venter.txt"
        waits.write_text(document(9_000).replace("Prøveudvalget", "Venteudvalget"), encoding="utf-8")
        register = Register(folder)
        server = importer = None
        try:
            register.klynge("user", "add", "kill", "--name", "Kill", "--role", "secretary", "--password-from-input", input=PASSWORD + "\n")
            register.klynge("import", "--quiet", waits)
            server, address = start_server(register)
            browser = Browser(address)
            assert browser.sign_in()
            entry = waiting_entry(browser)
            importer = subprocess.Popen([KLYNGE, "import", "--yes", "--quiet", *register.options, *sys.argv[1:], inbox], stdout=subprocess.DEVNULL)
            for step in range(3):
                stop_in_transaction(importer, register)
                assert Browser(address).sign_in(), "a sign-in was turned back beside an import"
                place = f"Lokale {step}"
                page = correct_place(browser, entry, browser.get(entry), place)
                assert place_of(page) == place, "a correction was lost beside an import"
                assert int(register.ask(HOLDS_ITS_CHAIN)[0][0]) == 1, "the import did not hold its transaction meanwhile: the test shows nothing"
                importer.send_signal(signal.SIGCONT)
            importer.terminate()
            importer.wait(60)
            verified = register.klynge("audit", "verify").stdout
            assert "The audit log is sound." in verified, verified
            chains = {chain for (chain,) in register.ask("SELECT node FROM audit_head")}
            assert chains == {"node1", "command_line"}, chains
            print("3 sign-ins and 3 corrections taken while an import held a transaction open")
        finally:
            for process in (importer, server):
                if process and process.poll() is None:
                    process.kill()
                    process.wait()
            register.close()


if __name__ == "__main__":
    main()
