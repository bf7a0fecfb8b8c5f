"""What Alice of the demo trust made for herself: two plans, two check-ins, and a network map. All made up.

Written as rows of the past: the services would keep it as of today, and count a visit that nobody made.
"""

from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import yaml
from sqlalchemy import update
from sqlalchemy.orm import Session

from app.core.checked_yaml import Problems
from app.core.config import settings
from app.demo import check_ins
from app.demo.past import Here
from app.demo.signed_in import relative
from app.keys import service as keys
from app.network.model import Map, as_data, from_data, taken_off
from app.network.models import NetworkCopy, NetworkMap
from app.network.queries import PLACE, place_of
from app.network.rules import Whose
from app.outcomes import queries, results
from app.outcomes import service as outcomes
from app.outcomes.instruments import Instrument
from app.outcomes.rules import TimePoint
from app.plans import content, rules
from app.toolbox import service as toolbox
from app.toolbox.models import ToolboxItem
from app.toolbox.rules import Kind

WORDS = Path(__file__).with_name("alice.yaml")
_WHO, _TEAM = "Alice", "Early Intervention Team"
_UNSAID = {"often": None, "years": None, "is_professional": False, "lives_with": False, "angle": None}


def add(session: Session, here: Here, *, k10: Instrument | None) -> None:
    """Adds them; where the content is a trust's own and asks for something else, the demo does without."""
    words = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    _add_plans(session, here, words["plans"])
    if k10:
        for each in words["check_ins"]:
            _add_check_in(session, here, k10, **each)
    _add_map(session, here, **words["map"])


def _add_plans(session: Session, here: Here, plans: dict[str, Any]) -> None:
    known = content.read_all(settings().content_folder, Problems(), elsewhere=None)
    for name, each in plans.items():
        if plan := known.get(name):
            kept = rules.kept(plan, {box: words for box, words in each["fields"].items() if box in plan.by_id})
            toolbox.save(
                session,
                person_id=here.people[_WHO],
                trust_id=here.trust_id,
                kind=Kind.PLAN,
                source=plan.source,
                kept=kept,
            )
            _set_back(session, here, plan.source, each["at"], each.get("shared_at", ""))


def _add_check_in(
    session: Session, here: Here, k10: Instrument, *, point: str, at: str, answers: list[int], shared_at: str = ""
) -> None:
    who = here.people[_WHO]
    said = {item.id: value for item, value in zip(k10.items, answers, strict=True)}
    check_in_id = check_ins.add_one(session, here, k10, said, of=who, point=TimePoint(point), at=here.at(at))
    if shared_at:
        own = queries.finished(session, person_id=who)
        done = next(each for each in own if each.id == check_in_id)
        if found := results.result(k10, done, own):
            kept = results.kept(k10, done, found)
            outcomes.put_in_toolbox(session, user=relative(here, _WHO), done=done, kept=kept)
            _set_back(session, here, outcomes.source(check_in_id), shared_at, shared_at)


def _add_map(
    session: Session, here: Here, *, at: str, nodes: list[dict[str, Any]], links: list[list[str]], copy: dict[str, Any]
) -> None:
    now = from_data({"nodes": [_UNSAID | node for node in nodes], "links": links})
    before = now
    for node_id in copy["without"]:
        before = taken_off(before, node_id)
    map_id, copy_id, trust = uuid4(), uuid4(), {"trust_id": here.trust_id}
    whose = {"person_id": here.people[_WHO], "whose": Whose.MINE.value}
    sealed = _sealed(session, here, map_id, now, PLACE)
    session.add(NetworkMap(id=map_id, **trust, **whose, revision=len(nodes), sealed=sealed, changed_at=here.at(at)))
    session.flush()
    sealed = _sealed(session, here, map_id, before, place_of(copy_id))
    session.add(NetworkCopy(id=copy_id, **trust, map_id=map_id, sealed=sealed, kept_at=here.at(copy["at"])))


def _sealed(session: Session, here: Here, map_id: UUID, drawn: Map, place: str) -> bytes:
    return keys.key_for(session, trust_id=here.trust_id, owner_id=map_id).seal(as_data(drawn), place=place)


def _set_back(session: Session, here: Here, source: str, saved_at: str, shared_at: str) -> None:
    when: dict[str, Any] = {"saved_at": here.at(saved_at)}
    if shared_at:
        when |= {"shared_at": here.at(shared_at), "shared_with": here.teams[_TEAM]}
    mine = (ToolboxItem.person_id == here.people[_WHO], ToolboxItem.source == source)
    session.execute(update(ToolboxItem).where(*mine).values(when))
