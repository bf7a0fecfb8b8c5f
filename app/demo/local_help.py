"""What is near the demo trust. All made up, in numbers that nobody has; one of them waits to be checked again."""

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from app.directory import service
from app.directory.rules import in_months
from app.directory.service import Details

# Name, what it does, number, website, needs, hours, cost, and how many days ago it was checked.
_SERVICES = (
    (
        "Riverside Carers' Centre",
        "Advice, a cup of tea and a carer's assessment. Ask for Bernadette, who knows mental health best.",
        "01632 960111",
        "https://carers.riverside.example.org",
        ["carers", "money", "rights"],
        "Monday to Friday, 9.30am to 4.30pm",
        "Free",
        20,
    ),
    (
        "Thursday group for families",
        "Families of people with psychosis or bipolar meet in the library. You need not say anything.",
        "",
        "https://families.riverside.example.org",
        ["meeting-others", "psychosis", "bipolar"],
        "Every Thursday, 7pm to 8.30pm",
        "Free",
        100,
    ),
    (
        "Riverside Young Carers",
        "For under 18s who help somebody at home. They pick children up from school.",
        "01632 960222",
        "",
        ["young-people", "carers"],
        "Tuesdays and Fridays after school",
        "Free",
        45,
    ),
)


def add(session: Session, *, trust_id: UUID, editor_id: UUID, today: date) -> None:
    """Adds them as if the supporter had."""
    for name, purpose, number, website, needs, hours, cost, days_ago in _SERVICES:
        checked_on = today - timedelta(days=days_ago)
        details = Details(
            name=name,
            purpose=purpose,
            number=number,
            website=website,
            needs=list(needs),
            hours=hours,
            cost=cost,
            checked_on=checked_on,
            next_check=in_months(checked_on, 3),
            expires=None,
        )
        service.add(session, trust_id=trust_id, details=details, actor_id=editor_id)
