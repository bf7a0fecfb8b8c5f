"""Nobody learns from a page whether an address is known. The mailbox does."""

import re
from collections.abc import Callable

import pytest
from sqlalchemy import func, select

from app.accounts.models import Person
from app.accounts.roles import Role
from app.audit.models import AuditEntry
from app.core.db import Platform, unit_of_work
from app.invitations.rules import State
from app.mail import delivery, suppression
from app.mail.models import OutboundMail
from app.mail.rules import Suppressed
from app.mailers import MAILERS
from tests.builders.accounts import make_person
from tests.builders.invitations import all_invitations, make_invitation
from tests.builders.joining import ASKED, CODE, make_code
from tests.builders.trusts import make_team, make_trust
from tests.mailbox import Mailbox
from tests.page import Browser
from tests.people import Cast

KNOWN = {
    "new": "new@example.org",
    "a relative here": "alice@example.org",
    "a clinician here": "cora@example.org",
    "somebody of another trust": "hugo@example.org",
    "the administrator": "ada@example.org",
    "invited by staff": "invited@example.org",
    "invited as a colleague": "colleague@example.org",
    "said no before": "declined@example.org",
    "bounced": "bounced@example.org",
    "wanted no more": "stopped@example.org",
    "staff said so": "withdrew@example.org",
}


@pytest.fixture
def everybody(cast: Cast) -> Cast:
    """All that can be known of an address."""
    make_code(cast.early_help, cast.cora)
    make_invitation(cast.cora, cast.early_help, email=KNOWN["invited by staff"])
    make_invitation(cast.tess, None, email=KNOWN["invited as a colleague"], role=Role.MODERATOR)
    make_invitation(cast.cora, cast.early_help, email=KNOWN["said no before"], state=State.DECLINED)
    reasons = {
        "bounced": Suppressed.BOUNCED,
        "wanted no more": Suppressed.STOPPED,
        "staff said so": Suppressed.WITHDREW,
    }
    with unit_of_work(cast.riverside.id) as session:
        for who, reason in reasons.items():
            suppression.suppress(session, trust_id=cast.riverside.id, email=KNOWN[who], reason=reason)
    return cast


def _page_for(stranger: Browser, email: str) -> str:
    answer = stranger.client.post(f"/join/{CODE}", data=ASKED | {"email": email})
    headers = sorted((name, value) for name, value in answer.headers.items() if name not in _CHANGES)
    words = re.sub(r'nonce="[^"]*"', "", answer.text).replace(email, "the address")
    return f"{answer.status_code} {headers} {words}"


# The one-time nonce is in the policy too, and the address is as long as it is.
_CHANGES = {"content-security-policy", "content-length", "date"}


def test_the_page_is_the_same_to_the_letter_for_everybody(everybody: Cast, stranger: Browser) -> None:
    pages = {who: _page_for(stranger, email) for who, email in KNOWN.items()}

    assert "Look in your mailbox" in pages["new"]
    assert {who for who, page in pages.items() if page != pages["new"]} == set()


def test_the_same_rows_are_written_for_everybody(everybody: Cast, stranger: Browser) -> None:
    def rows() -> tuple[int, int]:
        with unit_of_work(Platform.COMMAND_LINE) as session:
            return tuple(
                session.scalar(select(func.count()).select_from(each)) or 0 for each in (OutboundMail, AuditEntry)
            )  # type: ignore[return-value]

    for who, email in KNOWN.items():
        before = rows()
        _page_for(stranger, email)
        assert [now - then for now, then in zip(rows(), before, strict=True)] == [1, 1], who


def test_each_mailbox_is_told_what_concerns_it(everybody: Cast, stranger: Browser, mailbox: Mailbox) -> None:
    for email in KNOWN.values():
        _page_for(stranger, email)
    delivery.send_all_due(mailers=MAILERS)

    told = {str(mail["To"]): mailbox.words_in(mail) for mail in mailbox.mails}
    link = {who for who, email in KNOWN.items() if "/invitation/" in told.get(email, "")}
    account = {
        who for who, email in KNOWN.items() if "You have an account with this address already" in told.get(email, "")
    }
    elsewhere = {"somebody of another trust", "the administrator"}
    assert link == {"new", "invited by staff", "said no before", "wanted no more", *elsewhere}
    assert account == {"a relative here", "a clinician here"}
    assert len(told) == len(link) + len(account)


def test_the_team_sees_no_difference_for_somebody_with_an_account_at_another_trust(
    everybody: Cast, stranger: Browser, browser_as: Callable[[Person], Browser]
) -> None:
    for email in ("new@example.org", "hugo@example.org"):
        _page_for(stranger, email)

    seen = browser_as(everybody.cora).visit("/staff/invitations?state=asked").text
    assert ("new@example.org" in seen, "hugo@example.org" in seen) == (True, True)


def test_the_link_tells_them_of_it_and_names_no_trust(everybody: Cast, stranger: Browser, mailbox: Mailbox) -> None:
    _page_for(stranger, "hugo@example.org")
    delivery.send_all_due(mailers=MAILERS)

    page = stranger.visit(mailbox.link_in(mailbox.mails[0]))

    assert page.h1 == "Please use another email address"
    assert "Hillside" not in page.text + mailbox.mails[0].as_string()


def test_no_invitation_is_made_for_whom_the_trust_has_an_account_or_who_cannot_be_mailed(
    everybody: Cast, stranger: Browser
) -> None:
    before = {each.email for each in all_invitations()}
    for email in KNOWN.values():
        _page_for(stranger, email)

    assert {each.email for each in all_invitations()} - before == {
        KNOWN[who] for who in ("new", "wanted no more", "somebody of another trust", "the administrator")
    }


def test_while_a_trust_is_trying_out_only_guests_are_mailed_and_the_page_is_the_same(
    stranger: Browser, mailbox: Mailbox
) -> None:
    trust = make_trust("Newside", live=False)
    team = make_team(trust)
    cora = make_person("Cora", Role.CLINICIAN, team=team)
    tess = make_person("Tess", Role.TRUST_LEAD, trust=trust)
    make_code(team, cora)
    from app.trusts import going_live

    with unit_of_work(trust.id) as session:
        going_live.add_guest(session, trust=session.merge(trust), email="guest@example.org", actor_id=tess.id)

    pages = {email: _page_for(stranger, email) for email in ("guest@example.org", "no-guest@example.org")}
    delivery.send_all_due(mailers=MAILERS)

    assert pages["guest@example.org"] == pages["no-guest@example.org"]
    assert "still trying this out" in pages["guest@example.org"]
    assert [mail["To"] for mail in mailbox.mails] == ["guest@example.org"]


def test_the_audit_trail_does_not_say_who_has_an_account(everybody: Cast, stranger: Browser) -> None:
    _page_for(stranger, "hugo@example.org")

    with unit_of_work(everybody.riverside.id) as session:
        [entry] = session.scalars(select(AuditEntry).where(AuditEntry.action == "invitation.asked"))
    assert entry.subject_id in {each.id for each in all_invitations()}
    assert set(entry.details) == {"came_by", "team_id"}
