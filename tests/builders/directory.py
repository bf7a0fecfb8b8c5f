"""Local help for tests."""

from datetime import date, timedelta

from app.accounts.models import Person
from app.core.clock import london_day, now
from app.core.db import unit_of_work
from app.directory import service
from app.directory.models import LocalResource
from app.directory.service import Details

FORM = {
    "name": "Riverside Carers' Centre",
    "purpose": "A group on Thursdays for families.",
    "number": "01234 567890",
    "website": "www.riversidecarers.example.org",
    "need-carers": "carers",
    "hours": "Monday to Friday, 9am to 5pm",
    "cost": "Free",
    "months": "3",
    "expires": "",
}


def today() -> date:
    """The day in London."""
    return london_day(now())


def make_resource(
    editor: Person,
    name: str = "Riverside Carers' Centre",
    *,
    needs: list[str] | None = None,
    number: str = "01234 567890",
    website: str = "",
    checked_days_ago: int = 0,
    expires: date | None = None,
) -> LocalResource:
    """A local service of the editor's trust, to be checked 90 days after its last check."""
    assert editor.trust_id
    checked_on = today() - timedelta(days=checked_days_ago)
    details = Details(
        name=name,
        number=number,
        website=website,
        purpose=f"What {name} does.",
        needs=needs or ["carers"],
        hours="Weekdays",
        cost="",
        checked_on=checked_on,
        next_check=checked_on + timedelta(days=90),
        expires=expires,
    )
    with unit_of_work(editor.trust_id) as session:
        return service.add(session, trust_id=editor.trust_id, details=details, actor_id=editor.id)
