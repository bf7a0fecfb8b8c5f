"""Rounds of the staff course for tests, and a course that can be broken."""

from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from app.accounts.models import Person
from app.core import clock
from app.core.db import Platform, unit_of_work
from app.training.models import PracticeInvitation, TrainingRound
from tests.builders.content import make_content, write

COURSE = """\
title: The course
summary: Short.
minutes: 15
version: 1
written_on: 2026-11-23
reviewed_on: 2026-11-23
next_review: 2027-11-23
"""

PAGE = """\
---
title: Why?
summary: The first page.
---
Ring **{{samaritans.name}}**, or go to [your start](/staff).

:::do Offer it
- to everybody
:::

:::evidence family-work
:::
"""

QUIZ = """\
title: Two questions
to_pass: 2
questions:
  - id: one
    question: May you listen?
    answers:
      - {text: Always, feedback: So it is., fits: true}
      - {text: Never, feedback: You may., fits: false}
  - id: two
    question: May you tell?
    answers:
      - {text: With a yes, feedback: So it is., fits: true}
      - {text: Always, feedback: Ask first., fits: false}
"""

PRACTICE = """\
ann:
  {name: Ann, about: A mother., relationship: parent, address: ann@example.org, way: joins-the-same-day}
bob:
  {name: Bob, about: A brother., relationship: sibling, address: bob@example.org, way: joins-after-the-reminder}
cem:
  name: Cem
  about: A husband.
  relationship: partner
  address: cm@example.org
  right_address: cem@example.org
  way: address-is-wrong
dee:
  {name: Dee, about: A daughter., relationship: child, address: dee@example.org, way: says-no}
eve:
  {name: Eve, about: A grandmother., relationship: grandparent, address: eve@example.org, way: never-opens}
fay:
  {name: Fay, about: A friend., relationship: friend, way: joins-by-code}
"""


def make_course(place: Path) -> Path:
    """A content folder with one module and a course of one page."""
    folder = make_content(place)
    files = {"course.yaml": COURSE, "10-why.md": PAGE, "quiz.yaml": QUIZ, "practice.yaml": PRACTICE}
    for name, text in files.items():
        write(folder / "training" / name, text)
    return folder


def make_round(person: Person, *, passed_days_ago: int | None = None, pages: tuple[str, ...] = ()) -> TrainingRound:
    """One time through the course; passed on that day, or still open."""
    passed_at = None if passed_days_ago is None else clock.now() - timedelta(days=passed_days_ago)
    with unit_of_work(Platform.COMMAND_LINE) as session:
        made = TrainingRound(
            trust_id=person.trust_id,
            person_id=person.id,
            begun_at=passed_at or clock.now(),
            pages=list(pages),
            practice_days=0,
            right_answers=None if passed_at is None else 6,
            passed_at=passed_at,
        )
        session.add(made)
    return made


def rounds_of(person: Person) -> list[TrainingRound]:
    """Somebody's rounds, oldest first."""
    with unit_of_work(Platform.COMMAND_LINE) as session:
        mine = select(TrainingRound).where(TrainingRound.person_id == person.id)
        return list(session.scalars(mine.order_by(TrainingRound.begun_at)))


def practised_by(person: Person) -> list[PracticeInvitation]:
    """Whom somebody invited in practice."""
    with unit_of_work(Platform.COMMAND_LINE) as session:
        mine = select(TrainingRound.id).where(TrainingRound.person_id == person.id)
        return list(session.scalars(select(PracticeInvitation).where(PracticeInvitation.round_id.in_(mine))))
