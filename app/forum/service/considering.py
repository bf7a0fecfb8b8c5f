"""Reading what somebody wrote before it goes anywhere: what the detector finds, and whom it mentions."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.forum.models import Mention, Post
from app.forum.queries import mentioned
from app.forum.queries.viewer import Viewer
from app.forum.rules import mentions, words
from app.risk import detector
from app.risk.detector import Assessment, Channel, Urgency
from app.risk.receipt import Receipt
from app.risk.rules import SubjectKind
from app.risk.service import answering as risk


@dataclass(frozen=True, slots=True)
class Considered:
    """Words and what was found in them. `heading`: a thread's title, in its first post only."""

    heading: str
    text: str
    found: Assessment
    mentioned: frozenset[UUID]

    @property
    def applies(self) -> frozenset[Urgency]:
        """Everything that was found."""
        return words.applies_in(self.found)


def consider(session: Session, *, board_id: UUID, heading: str, text: str) -> Considered:
    """Reads the words as they are about to be posted on a board."""
    whole = words.whole(heading, text)
    keys = mentions.keys_in(whole)
    who, quiet = mentions.resolved(whole, mentioned.by_key(session, board_id=board_id, keys=keys))
    return Considered(heading, text, detector.assess(quiet, channel=Channel.FORUM), who)


def answer(session: Session, *, viewer: Viewer, subject_id: UUID, considered: Considered) -> Receipt | None:
    """Raises the flag when a person must look, in the writer's own trust; what the writer is told, or None."""
    return risk.answer(
        session,
        trust_id=viewer.trust_id,
        writer_id=viewer.person_id,
        kind=SubjectKind.POST,
        subject_id=subject_id,
        text=words.whole(considered.heading, considered.text),
        found=considered.found,
        readers=viewer.trust_name,
    )


def mention(session: Session, *, post: Post, member_ids: Collection[UUID]) -> None:
    """The post mentions these members from now on, and no others."""
    session.execute(delete(Mention).where(Mention.post_id == post.id, Mention.member_id.not_in(list(member_ids))))
    rows = [
        {"trust_id": post.trust_id, "post_id": post.id, "member_id": each, "board_id": post.board_id}
        for each in sorted(member_ids)
        if each != post.member_id
    ]
    if rows:
        session.execute(insert(Mention).values(rows).on_conflict_do_nothing())
