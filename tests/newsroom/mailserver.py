"""A toy mailbox server over TLS that notes every command, on loopback."""

import re
import socket
import ssl
import threading
from contextlib import contextmanager

import trustme


class Box:
    """`letters` by number; `said` are the commands that came."""

    def __init__(self, letters, *, password="sesame", validity=7):
        self.letters, self.password, self.validity, self.said = letters, password, validity, []
        self.connections = 0
        authority = trustme.CA()
        self.served = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert("localhost", "127.0.0.1").configure_cert(self.served)
        self.trusted = ssl.create_default_context()
        authority.configure_trust(self.trusted)
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]

    def run(self):
        while True:
            try:
                raw, _ = self.socket.accept()
            except OSError:
                return
            self.connections += 1
            try:
                with self.served.wrap_socket(raw, server_side=True) as talk:
                    self.talk(talk.makefile("rwb"))
            except OSError:
                pass

    def talk(self, stream):
        def say(line):
            stream.write(line if isinstance(line, bytes) else line.encode() + b"\r\n")

        say("* OK toy")
        stream.flush()
        while line := stream.readline():
            tag, _, rest = line.decode().strip().partition(" ")
            self.said.append(rest)
            verb = rest.split()[0].upper()
            if verb == "LOGIN" and self.password not in rest:
                say(f"{tag} NO wrong")
            elif verb == "EXAMINE" and "Letters" not in rest:
                say(f"{tag} NO no such folder")
            else:
                self.answer(rest, say)
                say(f"{tag} OK done")
            stream.flush()
            if verb == "LOGOUT":
                return

    def answer(self, rest, say):
        numbers = sorted(self.letters)
        if rest.startswith("CAPABILITY"):
            say("* CAPABILITY IMAP4rev1")
        elif rest.startswith("EXAMINE"):
            say(f"* {len(numbers)} EXISTS")
            say(f"* OK [UIDVALIDITY {self.validity}] valid")
        elif found := re.match(r"UID SEARCH UID (\d+):", rest):
            new = [n for n in numbers if n >= int(found[1])] or numbers[-1:]
            say("* SEARCH " + " ".join(map(str, new)))
        elif found := re.match(r"UID FETCH ([\d,]+) \(UID RFC822.SIZE\)", rest):
            for number in map(int, found[1].split(",")):
                say(f"* {number} FETCH (UID {number} RFC822.SIZE {len(self.letters[number])})")
        elif found := re.match(r"UID FETCH (\d+) \(BODY.PEEK", rest):
            letter = self.letters[int(found[1])]
            say(f"* {found[1]} FETCH (UID {found[1]} BODY[]<0> {{{len(letter)}}}")
            say(letter + b")\r\n")


@contextmanager
def mailbox(letters, **options):
    box = Box(letters, **options)
    thread = threading.Thread(target=box.run, daemon=True)
    thread.start()
    try:
        yield box
    finally:
        box.socket.shutdown(socket.SHUT_RDWR)
        box.socket.close()
        thread.join()
