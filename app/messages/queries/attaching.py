"""What a relative can attach: things of their own toolbox, and pages of the site. Never a file."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.accounts.signed_in import SignedIn
from app.messages.rules.places import TitleOf
from app.messages.rules.written import Attached, is_place
from app.toolbox import queries as toolbox
from app.toolbox.queries import Item
from app.toolbox.rules import UNREADABLE, Kind


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to attach. `reference`: the id of a thing in the toolbox, or the address of a page."""

    reference: str
    attached: Attached


def choices(session: Session, *, user: SignedIn, wanted: Sequence[str], title_of: TitleOf) -> list[Choice]:
    """Everything in the toolbox, newest first, below the pages that are `wanted` and are not in it."""
    kept = [_choice(item) for item in toolbox.items(session, person_id=user.person_id) if item.kept is not UNREADABLE]
    known = {each.reference for each in kept}
    pages = [page(each, title_of) for each in wanted if each not in known and is_place(each)]
    return [*(each for each in pages if each), *kept]


def page(address: str, title_of: TitleOf) -> Choice | None:
    """A page of the site, or None if there is none at this address."""
    title = title_of(address) if is_place(address) else None
    return Choice(address, Attached(title, address)) if title else None


def _choice(item: Item) -> Choice:
    if item.kind is Kind.PAGE and is_place(item.kept.href):
        return Choice(item.kept.href, Attached(item.kept.title, item.kept.href))
    lines = tuple(f"{label}: {words}" if label else words for label, words in item.kept.lines)
    return Choice(str(item.id), Attached(item.kept.title, lines=lines))
