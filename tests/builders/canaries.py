"""One relative of whom every table holds something, each with words that stand nowhere else.

`plant(cast)` makes Quillon in Early Help, and Sara, a safeguarding lead, who has one conversation open. Both she and Sue
have opened the flag.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import select, update

from app.accounts.models import Person
from app.accounts.roles import Role
from app.carers.rules import Offer
from app.core import clock
from app.core.db import unit_of_work
from app.forum.models import Appeal, Complaint, Post, Revision
from app.forum.rules.moderation import ReportReason, Verb
from app.forum.rules.posts import PostState
from app.forum.service import complaining, drafting, noting, reporting
from app.forum.service.drafting import Begun
from app.implementation.service import suggesting
from app.invitations.models import Invitation
from app.invitations.rules import State
from app.mail import suppression
from app.mail.rules import Suppressed
from app.messages.service import drafting as drafting_messages
from app.messages.service import noting as noting_messages
from app.modules.models import PageProgress
from app.network.model import Map
from app.outcomes.models import ResearchConsent
from app.risk import service as risk
from app.risk.rules import SubjectKind
from app.toolbox import service as toolbox
from app.toolbox.rules import ABOUT, Kind, about
from tests.builders import flags, glass, lists, moderation, network, research, topics
from tests.builders.accounts import make_person
from tests.builders.carers import make_carer
from tests.builders.check_ins import make_check_in
from tests.builders.forum import first_of, join_forum, make_board, make_post, make_thread, viewer_of
from tests.builders.inbox import message_ids
from tests.builders.invitations import make_invitation
from tests.builders.mails import make_mail
from tests.builders.messages import has_read, make_conversation, signed_in
from tests.builders.toolbox import make_item
from tests.builders.use import make_reading, make_use
from tests.people import Cast

# Their own words, names and numbers.
OWN = (
    "Quillon",
    "Zephyrine",
    "REF-77QX",
    "Marzipan ladder",
    "Velvet submarines",
    "Copper pelicans",
    "Gossamer",
    "Turquoise evenings",
    "Peppermint anvils",
    "Saffron hinges",
    "Lavender gearbox",
    "Cinnamon lighthouse",
    "Walnut trombones",
    "Mustard parachute",
    "Tangerine umbrella",
    "Fennel cartwheel",
)
# What staff wrote about them for each other.
NOTES = ("Nutmeg compass", "Basil telescope")
# What they share with nobody, what they began to write, and how much of each thing they did, as pages and files say it.
_OFTEN = 7_654_321
SECRET = (
    "Obsidian kettle",
    "Ivory accordion",
    "Juniper bellows",
    "Quartz mittens",
    "better-off-dead",
    "QUARTZBELLS",
    f"{_OFTEN:,}",
    f"{_OFTEN}",
)

Places = dict[str, list[Any]]


@dataclass(frozen=True)
class Planted:
    """Who they are, and the ids of what there is of Quillon, by the name of the parameter in an address."""

    quillon: Person
    sara: Person
    places: Places


def plant(cast: Cast) -> Planted:
    """Plants everything."""
    sara = glass.make_safeguarding_lead(cast.riverside)
    quillon = make_person("Quillon", Role.RELATIVE, team=cast.early_help)
    places: Places = {
        "person_id": [quillon.id, cast.cora.id],
        "team_id": [cast.early_help.id],
        "trust_id": [cast.riverside.id],
    }
    for planted in (_coming, _using, _forum):
        places |= planted(cast, quillon)
    places |= _messages(cast, quillon, sara) | _safety(cast, quillon, sara)
    return Planted(quillon, sara, places)


def _coming(cast: Cast, quillon: Person) -> Places:
    invitation: Invitation = make_invitation(
        cast.cora,
        cast.early_help,
        email=quillon.email,
        first_name="Zephyrine",
        state=State.ACCEPTED,
        joined_as=quillon,
    )
    make_mail(cast.riverside, subject_id=invitation.id, recipient=quillon.email)
    carer = make_carer(
        cast.cora,
        cast.early_help,
        "REF-77QX",
        initials="QZ",
        offer=Offer.INVITED.value,
        invitation_id=invitation.id,
    )
    list_id = lists.make_list(cast.cora, cast.early_help, [quillon.email])
    with unit_of_work(cast.riverside.id) as session:
        facts: dict[str, Any] = {"trust_id": cast.riverside.id, "email": quillon.email, "added_by": cast.cora.id}
        suppression.suppress(session, reason=Suppressed.WITHDREW, **facts)
    return {"invitation_id": [invitation.id], "carer_id": [carer.id], "list_id": [list_id]}


def _using(cast: Cast, quillon: Person) -> Places:
    whose: dict[str, Any] = {"person_id": quillon.id, "trust_id": cast.riverside.id}
    shared = make_item(quillon, "Marzipan ladder", source="first-steps/one")
    make_item(quillon, "Obsidian kettle", source="first-steps/two")
    with unit_of_work(cast.riverside.id) as session:
        toolbox.share(session, person_id=quillon.id, item_id=shared.id, team_id=cast.early_help.id)
        toolbox.save(session, **whose, kind=Kind.ABOUT, source=ABOUT, kept=about({"name": "Ivory accordion"}))
        session.add(
            PageProgress(
                **whose, module="what-is-psychosis", page="what-is-happening", version=1, opened_at=clock.now()
            )
        )
        # Long enough ago to be in the figures.
        session.execute(
            update(Person).where(Person.id == quillon.id).values(created_at=clock.now() - timedelta(days=60))
        )
    day = clock.london_day(clock.now() - timedelta(days=8))
    make_use(quillon, day, **dict.fromkeys(("logins", "pages", "modules", "toolbox", "threads", "posts"), _OFTEN))
    make_reading(quillon, day, "what-is-psychosis", completed=True)
    # The question's own name stands in what is locked, and nowhere else.
    check_in = make_check_in(quillon, "phq-9", given={"better-off-dead": 0, "sleep": 2})
    _takes_part(cast, quillon)
    network.make_map(quillon, Map(nodes=(network.node("aaaaaaaa", "Pewter harmonica"),)))
    network.keep_copy(quillon)
    topic = topics.make_topic(quillon, "Velvet submarines", details="Copper pelicans")
    return {"item_id": [shared.id], "topic_id": [topic.id], "check_in_id": [check_in]}


def _takes_part(cast: Cast, quillon: Person) -> None:
    """Whose pseudonym it is, nobody reads anywhere."""
    research.agree(quillon, research.open_study(cast.tess))
    with unit_of_work(cast.riverside.id) as session:
        session.execute(update(ResearchConsent).values(pseudonym="QUARTZBELLS"))


def _forum(cast: Cast, quillon: Person) -> Places:
    board = make_board(cast.riverside)
    member, ben = join_forum(quillon, name="Gossamer", tags=("parent",)), join_forum(cast.ben, name="Heron")
    moderation.moderator(cast.sue)
    max_ = moderation.moderator(cast.max)
    thread = make_thread(member, board, "Turquoise evenings", "Peppermint anvils")
    held = make_post(member, thread, "Peppermint anvils again", state=PostState.HELD)
    edited = make_post(member, thread, "Peppermint anvils too")
    review = moderation.make_review(held)
    about_ben = first_of(make_thread(ben, board, "Another"))
    with unit_of_work(cast.riverside.id) as session:
        told: dict[str, Any] = {"reason": ReportReason.UNKIND, "words": "Saffron hinges"}
        reporting.report(session, viewer=viewer_of(quillon), post=about_ben, **told)
    act = moderation.decide(max_, moderation.make_review(first_of(thread)), Verb.HIDE, **moderation.WHY)
    appeal = moderation.make_appeal(first_of(thread), act)
    with unit_of_work(cast.riverside.id) as session:
        drafting.save(session, viewer=viewer_of(quillon), place=thread.id, begun=Begun(text="Juniper bellows"))
        before: dict[str, Any] = {"trust_id": cast.riverside.id, "post_id": edited.id, "board_id": board.id}
        session.add(Revision(heading="", text="Fennel cartwheel", written_at=clock.now(), **before))
        session.execute(update(Post).where(Post.id == edited.id).values(edited_at=clock.now()))
        noting.note(session, viewer=max_, member_id=member.id, words="Nutmeg compass")
        session.execute(update(Appeal).values(words="Lavender gearbox"))
        appeal_id = session.scalars(select(Appeal.id)).one()
    return {
        "board_id": [board.id],
        "thread_id": [thread.id],
        "post_id": [first_of(thread).id, held.id, edited.id, about_ben.id],
        "member_id": [member.id],
        "review_id": [review, appeal],
        "appeal_id": [appeal_id, appeal],
        "act_id": [act.id],
    }


def _messages(cast: Cast, quillon: Person, sara: Person) -> Places:
    has_read(quillon)
    conversation = make_conversation(quillon, "Walnut trombones", topic="Cinnamon lighthouse")
    opening = glass.ask_for(sara, conversation)
    glass.agree_to(cast.tess, opening)
    with unit_of_work(cast.riverside.id) as session:
        user = signed_in(cast.sue)
        given: dict[str, Any] = {"conversation_id": conversation, "text": "Basil telescope", "once": uuid4()}
        noting_messages.add(session, user=user, **given)
        begun = drafting_messages.Begun(text="Quartz mittens")
        drafting_messages.save(session, user=signed_in(quillon), place=conversation, begun=begun)
    return {"conversation_id": [conversation], "message_id": message_ids(conversation), "opening_id": [opening]}


def _safety(cast: Cast, quillon: Person, sara: Person) -> Places:
    flag = flags.make_flag(quillon, kind=SubjectKind.MESSAGE, text="Walnut trombones")
    for reader in (cast.sue, sara):
        with unit_of_work(cast.riverside.id) as session:
            risk.open_content(session, viewer=signed_in(reader), flag_id=flag)
    with unit_of_work(cast.riverside.id) as session:
        complaint: Complaint = complaining.complain(session, user=signed_in(quillon), words="Mustard parachute")
        suggestion = suggesting.suggest(session, user=signed_in(quillon), words="Tangerine umbrella")
    assert suggestion
    return {"suggestion_id": [suggestion], "flag_id": [flag], "complaint_id": [complaint.id]}
