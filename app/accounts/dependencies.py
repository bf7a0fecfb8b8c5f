"""The guard in every route's signature: who is signed in, and whether they may."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Request
from sqlalchemy.orm import Session

from app.accounts import sessions
from app.accounts.roles import Permission
from app.accounts.signed_in import SignedIn
from app.core import cookies
from app.core.errors import NotFound, SignInNeeded
from app.core.routing import FromWork
from app.usage import service as usage
from app.usage.events import Event


def perhaps_signed_in(request: Request, session: Session) -> SignedIn | None:
    """The person behind the cookie, or None; for pages that are public but greet who is here."""
    token = cookies.read(request)
    user = sessions.find(session, token=token) if token else None
    request.state.user = user
    if user is not None and user.comes_back and user.trust_id is not None:
        _count_login(session, user)
    return user


def _count_login(session: Session, user: SignedIn) -> None:
    usage.record(
        session,
        event=Event.SIGNED_IN,
        trust_id=user.own_trust,
        person_id=user.person_id,
        subject="came back",
        is_staff=not user.is_relative,
    )


@dataclass(frozen=True)
class Guard(FromWork):
    """A parameter that only somebody with this permission gets past."""

    permission: Permission


def requires(permission: Permission) -> Guard:
    """A guard: raises SignInNeeded for nobody, NotFound for somebody who may not know that the page exists."""

    def signed_in(request: Request, session: Session) -> SignedIn:
        user = perhaps_signed_in(request, session)
        if user is None:
            raise SignInNeeded
        if not user.may(permission):
            raise NotFound
        return user

    return Guard(make=signed_in, permission=permission)


Perhaps = Annotated[SignedIn | None, FromWork(perhaps_signed_in)]
Anyone = Annotated[SignedIn, requires(Permission.ACCOUNT_OWN)]
Relative = Annotated[SignedIn, requires(Permission.TOOLKIT_USE)]
ModuleReader = Annotated[SignedIn, requires(Permission.MODULES_READ)]
Staff = Annotated[SignedIn, requires(Permission.STAFF_HOME)]
Inviter = Annotated[SignedIn, requires(Permission.INVITATIONS_SEND)]
CarersLister = Annotated[SignedIn, requires(Permission.CARERS_LIST)]
ContactStopper = Annotated[SignedIn, requires(Permission.CONTACT_STOP)]
Trainee = Annotated[SignedIn, requires(Permission.TRAINING_TAKE)]
TrainingFiguresReader = Annotated[SignedIn, requires(Permission.TRAINING_FIGURES)]
DirectoryEditor = Annotated[SignedIn, requires(Permission.DIRECTORY_EDIT)]
SharedReader = Annotated[SignedIn, requires(Permission.SHARED_READ)]
TopicManager = Annotated[SignedIn, requires(Permission.TOPICS_MANAGE)]
ForumUser = Annotated[SignedIn, requires(Permission.FORUM_USE)]
ForumModerator = Annotated[SignedIn, requires(Permission.FORUM_MODERATE)]
ForumPlanner = Annotated[SignedIn, requires(Permission.FORUM_SETTINGS)]
ForumFiguresReader = Annotated[SignedIn, requires(Permission.FORUM_FIGURES)]
ComplaintsAnswerer = Annotated[SignedIn, requires(Permission.COMPLAINTS_ANSWER)]
MessageWriter = Annotated[SignedIn, requires(Permission.MESSAGES_WRITE)]
Supporter = Annotated[SignedIn, requires(Permission.MESSAGES_ANSWER)]
MessagePlanner = Annotated[SignedIn, requires(Permission.MESSAGES_SETTINGS)]
MessageFiguresReader = Annotated[SignedIn, requires(Permission.MESSAGES_FIGURES)]
GlassBreaker = Annotated[SignedIn, requires(Permission.MESSAGES_OPEN)]
SecondPerson = Annotated[SignedIn, requires(Permission.MESSAGES_AGREE)]
FlagRaiser = Annotated[SignedIn, requires(Permission.RISK_RAISE)]
FlagWorker = Annotated[SignedIn, requires(Permission.RISK_WORK)]
FlagFiguresReader = Annotated[SignedIn, requires(Permission.RISK_FIGURES)]
DutyPlanner = Annotated[SignedIn, requires(Permission.RISK_SETTINGS)]
PeopleManager = Annotated[SignedIn, requires(Permission.PEOPLE_MANAGE)]
ReportReader = Annotated[SignedIn, requires(Permission.REPORTS_READ)]
ReportPlanner = Annotated[SignedIn, requires(Permission.REPORTS_SETTINGS)]
CheckInPlanner = Annotated[SignedIn, requires(Permission.CHECK_INS_SETTINGS)]
ResearchManager = Annotated[SignedIn, requires(Permission.RESEARCH_MANAGE)]
HoursLogger = Annotated[SignedIn, requires(Permission.HOURS_LOG)]
ImplementationTaker = Annotated[SignedIn, requires(Permission.IMPLEMENTATION_TAKE)]
Implementer = Annotated[SignedIn, requires(Permission.IMPLEMENTATION_MANAGE)]
Suggester = Annotated[SignedIn, requires(Permission.SUGGESTIONS_WRITE)]
PlatformAdministrator = Annotated[SignedIn, requires(Permission.PLATFORM_MANAGE)]
