"""Every mail there is, filled with awkward words: what a bystander sees of it, and what a mail program does with it."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr
from itertools import product
from typing import Any
from uuid import UUID

import html5lib
import pytest
from jinja2 import meta

from app.accounts.roles import ROLES
from app.core import templating
from app.core.config import PROJECT
from app.core.london import LONDON
from app.mail import stopping
from app.mail.message import Email, as_bytes, write
from app.mail.rules import EmailKind, has_way_out
from app.reminders.digests.rules import Nudge, Week
from app.reminders.digests.words import said

LARGEST = 30_000  # bytes
PREVIEW = 120  # characters that a mail program shows under the subject
MAIL = UUID("3f0c2a9e-5b1d-4c6e-9a77-0d2b8e4f6a11")
TELLING = re.compile(
    r"\b(psych\w*|bipolar|mental\w*|schizo\w*|suicid\w*|self-harm|crisis|crises|risks?|hospitals?|wards?|section\w*|ill|"
    r"illness\w*|diagnos\w*|relatives?|carers?|patients?|supporters?|therap\w*|medic\w*|emergenc\w*|nhs|health|"
    r"addict\w*|voices|clozapine|olanzapine|lithium|risperidone|quetiapine|aripiprazole|haloperidol|valproate|"
    r"lamotrigine|antipsychotic\w*|depot)\b",
    re.IGNORECASE,
)
# Names as people have them, and as somebody types them who means no good.
NAMES = [
    "Jane",
    "Síle Ní Dhomhnaill-O'Neill & <Co>",
    "أميرة الحسن",
    "Llŷr ap Gwynfor Ŵyn",
    "Jürgen Groß-Müller",
    "<script>alert(1)</script><img src=http://evil.example/x.png>",
    "{{ 7 * 7 }}{% raw %}<!-- the way out -->",
    "A" * 100,
    'Q"uote\u202ertl',
]
# Services whose own name tells everything.
PLACES = ["Early Intervention in Psychosis Team", "Riverside Mental Health Hospital & Crisis <b>Ward</b>", "Tîm Iechyd"]
NEW_YEAR = datetime(2027, 1, 1, tzinfo=LONDON)
# What a template may be filled with, by the name of its word: the first alone, or each in turn.
WORDS: dict[str, list[Any]] = {
    "first_name": NAMES,
    "name": NAMES,
    "inviter": NAMES,
    "trust": PLACES,
    "team": [*PLACES, None, ""],
    "role": list(ROLES.values()),
    "link": ["https://holdfast.example/invitation/" + "t" * 180],
    "stop": ["https://holdfast.example/reminders/stop/" + "t" * 90],
    "sign_in": ["https://holdfast.example/sign-in"],
    "forgotten": ["https://holdfast.example/forgot-password"],
    "expires_at": [NEW_YEAR - timedelta(seconds=1)],
    "due_at": [NEW_YEAR],
    "threads": [1, 2, 1234],
    "number": [1, 2, 1234],
    "moderates": [True, False],
    "is_last": [True, False],
    "closed": [True, False],
    "monday": [NEW_YEAR.date()],
    "home": ["https://holdfast.example/staff"],
    "week": [Week(0, 0, 0, 0, 0), Week(1, 1, 1, 1, 1), Week(1234, 56789, 1234, 56789, 1234)],
    "licences": ["", "The licences of 12 questionnaires end soon or have ended: the first ended on 3 January 2027."],
    "nudge": [said(kind, number) for kind in Nudge for number in (1, 1234)],
    "kind": ["new_replies", "weekly", "answer", "check-in", "pause", "first-module", "decision"],
}
AGAIN_AND_AGAIN = {
    "forum/emails/notice",
    "reminders/emails/reminder",
    "reminders/emails/invitation",
    "reminders/digests/team_week",
    "reminders/digests/lead_month",
}
TABLE = {"table", "tbody", "tr", "td"}
NAMED = {"first_name", "name", "inviter"}
BRANCHES = {"kind", "moderates", "is_last", "closed", "licences", "nudge"}
TEMPLATES = sorted(
    f"{path.relative_to(PROJECT / 'app').parts[0]}/{path.parent.name}/{path.name.removesuffix('.subject.txt')}"
    for path in (PROJECT / "app").glob("*/templates/*/*.subject.txt")
)


def _names_in(template: str) -> set[str]:
    pages, found = templating.environment(), set()
    files = [f"{template}.{part}" for part in ("subject.txt", "body.txt", "body.html")]
    while files:
        source = pages.loader.get_source(pages, files.pop())[0]  # type: ignore[union-attr]
        tree = pages.parse(source)
        found |= meta.find_undeclared_variables(tree)
        files += [each for each in meta.find_referenced_templates(tree) if each and "layout" not in each]
    return found


def _filled(template: str) -> Iterator[Email]:
    names = sorted(_names_in(template))
    assert set(names) <= set(WORDS), f"say in WORDS what these of {template} look like: {set(names) - set(WORDS)}"
    branches = [name for name in names if name in BRANCHES]
    for number, (awkward, *chosen) in enumerate(product(NAMES, *(WORDS[name] for name in branches))):
        # Each with each would be thousands of mails: names are awkward in the same way at once, the rest takes turns.
        words = {name: awkward if name in NAMED else WORDS[name][number % len(WORDS[name])] for name in names}
        yield write(template, to="jane@example.org", **words | dict(zip(branches, chosen, strict=True)))


def _wire(email: Email, kind: EmailKind = EmailKind.INVITATION) -> bytes:
    email = stopping.with_way_out(email, kind=kind, mail_id=MAIL, trust_id=MAIL)
    return as_bytes(email, mail_id=MAIL)


def _sent(email: Email, kind: EmailKind = EmailKind.INVITATION) -> EmailMessage:
    mail = message_from_bytes(_wire(email, kind), policy=policy.default)
    assert isinstance(mail, EmailMessage)
    return mail


def _seen(words: str) -> str:
    return re.sub(r"\s+", " ", words).strip()[:PREVIEW]


def _tree(email: Email) -> Any:
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(email.html)


def _bodys_words(email: Email) -> str:
    return "".join(_tree(email).find("body").itertext())


def test_there_are_as_many_templates_as_anybody_would_think() -> None:
    assert len(TEMPLATES) > 18


@pytest.mark.parametrize("template", TEMPLATES)
def test_what_a_bystander_sees_gives_nothing_away(template: str) -> None:
    for email in _filled(template):
        for seen in (email.subject, _seen(email.text), _seen(_bodys_words(email))):
            assert not TELLING.search(seen), seen
            assert not any(place[:16] in seen for place in PLACES), seen


@pytest.mark.parametrize("template", TEMPLATES)
def test_both_parts_are_there_and_lead_to_the_same_places(template: str) -> None:
    for email in _filled(template):
        mail = _sent(email)
        text, html = (mail.get_body((kind,)) for kind in ("plain", "html"))
        assert text is not None
        assert html is not None
        in_text = set(re.findall(r"https://\S+|http://127\S+", text.get_content()))
        in_html = {
            each.get("href") for each in html5lib.parse(html.get_content(), namespaceHTMLElements=False).iter("a")
        }
        assert in_text == in_html
        assert any("/mail/stop/" in link for link in in_text)


@pytest.mark.parametrize("template", TEMPLATES)
def test_it_is_light_and_asks_nobody_for_anything(template: str) -> None:
    for email in _filled(template):
        assert len(_wire(email)) < LARGEST
        tags = {each.tag for each in _tree(email).iter() if isinstance(each.tag, str)}
        assert (
            tags <= {"html", "head", "meta", "title", "body", "div", "p", "a", "strong", "ul", "li", "ol", "br"} | TABLE
        ), tags
        outside = re.sub(r'href="[^"]*"', "", email.html)
        assert not re.search(r'src=("|http)|url\(|@import|background=', re.sub(r"&lt;.*?&gt;", "", outside))


@pytest.mark.parametrize("template", TEMPLATES)
def test_without_its_colours_and_with_the_first_word_it_is_a_letter(template: str) -> None:
    for email in _filled(template):
        assert email.text.startswith("Hello")
        assert _bodys_words(email).strip().startswith("Hello")
        assert "Nobody reads answers to this email" in _seen_whole(email.html)


@pytest.mark.parametrize("template", TEMPLATES)
def test_the_envelope_says_no_more_than_it_must(template: str) -> None:
    email = next(_filled(template))
    mail = _sent(email)

    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Message-ID"] == f"<{MAIL}@localhost>"
    assert parseaddr(mail["From"])[0] == "Holdfast"
    assert "\n" not in email.subject


@pytest.mark.parametrize("template", TEMPLATES)
def test_only_what_comes_again_and_again_has_a_button_in_the_mail_program(template: str) -> None:
    email = next(_filled(template))
    again_and_again = template in AGAIN_AND_AGAIN
    kind = EmailKind.REMINDER if template.startswith("reminders/") and again_and_again else EmailKind.INVITATION

    assert ("List-Unsubscribe" in _sent(email, kind)) is again_and_again


@pytest.mark.parametrize("kind", [kind for kind in EmailKind if not has_way_out(kind)])
def test_mails_to_staff_and_about_passwords_stay_as_they_are(kind: EmailKind) -> None:
    email = Email(to="cora@example.org", subject="Hello", text="Words", html="<p>Words</p>")

    assert stopping.with_way_out(email, kind=kind, mail_id=MAIL, trust_id=MAIL) is email


def test_a_name_that_looks_like_our_room_does_not_move_the_way_out() -> None:
    named = "<!-- the way out -->"
    email = write("accounts/emails/password_reset", to="j@example.org", name=named, link="https://holdfast.example/x")

    html = stopping.with_way_out(email, kind=EmailKind.REMINDER, mail_id=MAIL, trust_id=MAIL).html

    assert html.index("Hello") < html.index("/mail/stop/")


def test_a_telling_word_would_be_seen() -> None:
    assert TELLING.search("A note from the Psychosis Team")
    assert not TELLING.search("An invitation from Will Riskin, brisk and still here")


def _seen_whole(html: str) -> str:
    return re.sub(r"\s+", " ", html)
