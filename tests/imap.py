"""A small IMAP server (RFC 3501) with one mailbox, on this machine. It speaks as much as a reader of bounces needs."""

import re
import shlex
import socketserver
from dataclasses import dataclass, field
from threading import RLock, Thread
from types import TracebackType
from typing import Self

USER, PASSWORD = "bounces", "a password with spaces"


@dataclass
class Kept:
    """One mail and its flags."""

    raw: bytes
    flags: set[str] = field(default_factory=set)


class ImapServer:
    """Starts with the context. `mails` by their UID; `die_after` drops the line after so many commands."""

    def __init__(self) -> None:
        self.mails: dict[int, Kept] = {}
        self.said: list[str] = []
        self.die_after: int | None = None
        self.lock = RLock()
        self._server = _Server(("127.0.0.1", 0), _Conversation)
        self._server.mailbox = self
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    @property
    def url(self) -> str:
        """Where it listens, as the setting is written."""
        return f"imap://{USER}:{PASSWORD.replace(' ', '%20')}@127.0.0.1:{self._server.server_address[1]}/INBOX"

    def put(self, *raw: bytes) -> None:
        """New mails."""
        for each in raw:
            self.mails[max(self.mails, default=0) + 1] = Kept(each)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address, daemon_threads = True, True
    mailbox: ImapServer


class _Conversation(socketserver.StreamRequestHandler):
    """One client's line."""

    server: _Server

    def handle(self) -> None:
        self._say("* OK ready")
        while line := self.rfile.readline().decode().strip():
            box = self.server.mailbox
            with box.lock:
                box.said.append(line.partition(" ")[2])
                if box.die_after is not None and len(box.said) > box.die_after:
                    return
                tag, command, *rest = _words(line)
                self._say(f"{tag} {self._answer(box, command.upper(), rest)}")
            if command.upper() == "LOGOUT":
                return

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())

    def _answer(self, box: ImapServer, command: str, rest: list[str]) -> str:
        if command == "UID":
            getattr(self, f"_uid_{rest[0].lower()}")(box, *rest[1:])
        elif command == "CAPABILITY":
            self._say("* CAPABILITY IMAP4rev1")
        elif command == "LOGIN" and rest != [USER, PASSWORD]:
            return "NO wrong"
        elif command == "SELECT":
            if rest != ["INBOX"]:
                return "NO no such mailbox"
            self._say(f"* {len(box.mails)} EXISTS")
        elif command == "EXPUNGE":
            self._expunge(box)
        elif command == "LOGOUT":
            self._say("* BYE")
        return "OK done"

    def _uid_search(self, box: ImapServer, *keys: str) -> None:
        without = {f"\\{key.removeprefix('UN').capitalize()}" for key in keys}
        found = [str(uid) for uid, mail in box.mails.items() if not mail.flags & without]
        self._say(" ".join(["* SEARCH", *found]))

    def _uid_fetch(self, box: ImapServer, uid: str, what: str) -> None:
        mail = box.mails.get(int(uid))
        asked = re.fullmatch(r"\(BODY\.PEEK\[\]<0\.(\d+)>\)", what)
        assert asked, what
        if mail is not None:
            part = mail.raw[: int(asked.group(1))]
            self.wfile.write(f"* {uid} FETCH (UID {uid} BODY[]<0> {{{len(part)}}}\r\n".encode() + part + b")\r\n")

    def _uid_store(self, box: ImapServer, uid: str, _add: str, flags: str) -> None:
        if int(uid) in box.mails:
            box.mails[int(uid)].flags.add(flags.strip("()"))

    def _expunge(self, box: ImapServer) -> None:
        for uid in [uid for uid, mail in box.mails.items() if "\\Deleted" in mail.flags]:
            del box.mails[uid]
            self._say("* 1 EXPUNGE")


def _words(line: str) -> list[str]:
    words = shlex.shlex(line, posix=True)
    words.whitespace_split, words.escape, words.commenters = True, "", ""
    return list(words)
