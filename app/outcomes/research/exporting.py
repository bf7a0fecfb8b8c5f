"""Gathers what those who take part agreed to hand on, and packs it."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from sqlalchemy.orm import Session

from app.accounts import queries as accounts
from app.core import clock
from app.core.errors import HoldfastError
from app.outcomes.research import files, queries, rules
from app.outcomes.research.files import Instruments, Line
from app.outcomes.research.queries import Participant, Study

# Who these people are to the person they support, which another room knows.
RelationshipsOf = Callable[..., Mapping[UUID, str]]
# A file in a packed file has a day of its own; this one says nothing.
_NO_DAY = (1980, 1, 1, 0, 0, 0)
_READ_ME = """{title}
Approved: {approval}
Words that people agreed to: version {version}

Answers to Holdfast's check-ins of people who agreed that they are handed on for this study.
codebook.csv says what each column, question and score means.

There are no names, no addresses, no dates, no ids and no free text in these files. No page of Holdfast says whose a
pseudonym is. Do not try to find out who somebody is, and do not join these files with others about the same people.

withdrawn.csv lists those who take part no longer. Remove all their rows from every older file, and from copies. Fetch this
list again before each analysis: people may withdraw on any day, and need give no reason.
"""


class TooFew(HoldfastError):
    """Those whom a file would be about could be guessed."""

    status = 409
    title = "There is no file yet"
    sentence = "A file is made when 5 or more of those who take part have finished a check-in. Of fewer, each could be guessed."


def lines(session: Session, *, study: Study, relationships_of: RelationshipsOf) -> list[Line]:
    """The finished check-ins of all who take part. Raises TooFew when they are of too few people."""
    people = queries.participants(session, study_id=study.id)
    ids = [each.person_id for each in people]
    done = list(queries.answered(session, person_ids=ids, until=study.closed_at or clock.now()))
    with_any = {each.person_id for each in done}
    if not rules.may_be_handed_on(len(with_any)):
        raise TooFew
    taking = {each.person_id: each for each in people if each.person_id in with_any}
    known = relationships_of(session, person_ids=list(taking))
    said = rules.relationships_shown({each: known.get(each, rules.NOT_SAID) for each in taking})
    made = accounts.made_at(session, person_ids=list(taking))
    return _in_order([_line(each, taking, said, made) for each in done])


def packed(*, study: Study, found: Sequence[Line], instruments: Instruments, withdrawn: Sequence[str]) -> bytes:
    """All files in one, to be saved."""
    about = {"title": study.title, "approval": study.approval, "version": study.version}
    contents = {"read-me.txt": _READ_ME.format(**about), **files.every(found, instruments, withdrawn)}
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as pack:
        for name, text in contents.items():
            pack.writestr(ZipInfo(name, _NO_DAY), text, ZIP_DEFLATED)
    return content.getvalue()


def _line(
    done: queries.Answered, taking: Mapping[UUID, Participant], said: Mapping[UUID, str], made: Mapping[UUID, datetime]
) -> Line:
    return Line(
        pseudonym=taking[done.person_id].pseudonym,
        number=0,
        relationship=said[done.person_id],
        instrument=done.instrument,
        version=done.version,
        language=done.language,
        time_point=done.time_point,
        week=rules.week_since(made[done.person_id], done.finished_at),
        answers=done.answers,
    )


def _in_order(found: Sequence[Line]) -> list[Line]:
    """By pseudonym, since those are made by chance; each person's own numbered in the order in which they come."""
    counted: Counter[str] = Counter()
    numbered = []
    for line in sorted(found, key=lambda each: each.pseudonym):
        counted[line.pseudonym] += 1
        numbered.append(replace(line, number=counted[line.pseudonym]))
    return numbered
