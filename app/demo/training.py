"""How far the demo trust's staff are in the course: two have done it, one more than a year ago, one is in the middle."""

from sqlalchemy.orm import Session

from app.demo.past import Here
from app.training.models import PracticeInvitation, TrainingRound

PAGES = (
    "why-relatives",
    "who-it-is-for",
    "one-sentence",
    "thirty-seconds",
    "what-may-i-say",
    "what-if-somebody-is-in-danger",
    "what-do-i-do-if",
)
# Who passed, and how many days ago.
_PASSED = {"Devi": 24, "Lena": 71, "Owen": 402}
_MIDDLE = "Grace"
# Whom she invited in practice on the first day; the second address has a letter missing.
_PRACTISED = {"doreen": "doreen.walsh@example.org", "marek": "marek.nowk@example.org"}


def add(session: Session, here: Here) -> None:
    """Adds their rounds."""
    for name, days_ago in _PASSED.items():
        at = here.moment(days_ago, 13, 10)
        done = TrainingRound(trust_id=here.trust_id, person_id=here.people[name], begun_at=at, pages=list(PAGES))
        done.practice_days, done.right_answers, done.passed_at = 9, 5, here.moment(days_ago, 13, 31)
        session.add(done)
    begun = TrainingRound(trust_id=here.trust_id, person_id=here.people[_MIDDLE], begun_at=here.moment(3, 16))
    begun.pages, begun.practice_days = list(PAGES[:3]), 2
    session.add(begun)
    session.flush()
    for relative, email in _PRACTISED.items():
        practised = PracticeInvitation(trust_id=here.trust_id, round_id=begun.id, relative=relative, email=email)
        practised.invited_on, practised.since = 0, {}
        session.add(practised)
