"""GOV.UK Notify's API as its documentation describes it: over HTTP, with its tokens and its answers."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

from notifications_python_client.authentication import decode_jwt_token, get_token_issuer
from notifications_python_client.errors import TokenError

SERVICE, SECRET, TEMPLATE = str(uuid4()), str(uuid4()), str(uuid4())
KEY = f"holdfast_test-{SERVICE}-{SECRET}"
NOT_AN_ADDRESS = (400, "ValidationError", "email_address Not a valid email address")
ON_TRIAL = (400, "BadRequestError", "Can't send to this recipient when service is in trial mode")
TOO_MANY = (429, "RateLimitError", "Exceeded rate limit for key type LIVE of 3000 requests per 60 seconds")
BROKEN = (500, "Exception", "Internal server error")
HANG_UP = (0, "", "")  # takes the mail, and says nothing


class NotifyApi:
    """What was posted, what was asked for, and `answers` that are given to the next mails instead of taking them."""

    def __init__(self) -> None:
        self.taken: list[dict[str, Any]] = []
        self.asked: list[str] = []
        self.answers: list[tuple[int, str, str]] = []
        self.url = ""


@contextmanager
def notify_api() -> Iterator[NotifyApi]:
    """The API, running while the context lasts."""
    api = NotifyApi()

    class Handler(_Handler):
        notify = api

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        api.url = f"http://127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield api
        server.shutdown()


class _Handler(BaseHTTPRequestHandler):
    notify: NotifyApi
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        """Takes a mail."""
        posted = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        assert self.path == "/v2/notifications/email"
        if not self._is_allowed():
            return
        answer = self.notify.answers.pop(0) if self.notify.answers else None
        if answer and answer != HANG_UP:
            self._refuse(*answer)
        elif posted["template_id"] != TEMPLATE:
            self._refuse(400, "BadRequestError", "Template not found")
        else:
            self._take(posted, silent=answer == HANG_UP)

    def do_GET(self) -> None:
        """Lists the mails with a reference."""
        asked = urlsplit(self.path)
        assert asked.path == "/v2/notifications"
        if not self._is_allowed():
            return
        reference = parse_qs(asked.query)["reference"][0]
        self.notify.asked.append(reference)
        found = [each for each in self.notify.taken if each["reference"] == reference]
        listed = [{**each, "type": "email", "status": "sending"} for each in found]
        self._answer(200, {"notifications": listed, "links": {"current": f"{self.notify.url}{self.path}"}})

    def log_message(self, *_words: object) -> None:
        """Nothing."""

    def _is_allowed(self) -> bool:
        token = self.headers["Authorization"].removeprefix("Bearer ")
        try:
            assert get_token_issuer(token) == SERVICE
            decode_jwt_token(token, SECRET)
        except TokenError:
            self._refuse(403, "AuthError", "Invalid token: API key not found")
            return False
        return True

    def _take(self, posted: dict[str, Any], *, silent: bool) -> None:
        notification = {"id": str(uuid4()), **posted}
        self.notify.taken.append(notification)
        if silent:
            self.close_connection = True
            return
        words = posted["personalisation"]
        content = {"subject": words["subject"], "body": words["body"], "from_email": "no-reply@notify.example"}
        template = {"id": TEMPLATE, "version": 1, "uri": f"{self.notify.url}/v2/template/{TEMPLATE}"}
        answer = {"id": notification["id"], "reference": posted["reference"], "content": content, "template": template}
        self._answer(201, {**answer, "uri": f"{self.notify.url}/v2/notifications/{notification['id']}"})

    def _refuse(self, status: int, kind: str, message: str) -> None:
        self._answer(status, {"status_code": status, "errors": [{"error": kind, "message": message}]})

    def _answer(self, status: int, words: dict[str, Any]) -> None:
        body = json.dumps(words).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
