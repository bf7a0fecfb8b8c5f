"""The web program: puts the features together."""

import gc
from functools import partial
from typing import Any
from uuid import UUID

from fastapi import FastAPI
from sqlalchemy.orm import Session

from app import live, navigation
from app.accounts import routes as accounts
from app.accounts.signed_in import SignedIn
from app.carers import routes as carers
from app.core import db, error_pages, health, information, logs, static_files
from app.core.body_limit import BodyLimit
from app.core.config import require, settings
from app.core.errors import CrossSite, HoldfastError, TooLarge
from app.core.headers import SecurityHeaders
from app.core.routing import include
from app.core.same_origin import SameOrigin
from app.directory import content as directory
from app.directory import routes as directory_pages
from app.forum import placing as placing_posts
from app.forum import routes as forum
from app.forum.service.leaving import leave_with_account
from app.implementation import content as workspace
from app.implementation import notice
from app.implementation import routes as implementation
from app.implementation import taking_out as suggestions_taken_out
from app.implementation.service import suggesting as leaving_suggestions
from app.invitations import ending_contact
from app.invitations import queries as invited
from app.invitations import routes as invitations
from app.joining import routes as joining
from app.keys import root
from app.lists import routes as lists
from app.mail import routes as mail
from app.mail.routes import caught as caught_mail
from app.mailers import MAILERS
from app.messages import routes as messages
from app.messages.queries import placing as placing_messages
from app.messages.queries import taking_out as messages_taken_out
from app.messages.service import leaving as leaving_messages
from app.messages.service import stepping_down, supervising
from app.modules import for_plans, for_supporters, library, stories
from app.modules import routes as modules
from app.network import routes as network_maps
from app.network import service as leaving_network_maps
from app.network import taking_out as network_maps_taken_out
from app.outcomes import instruments
from app.outcomes import routes as check_ins
from app.outcomes import service as leaving_check_ins
from app.outcomes import taking_out as check_ins_taken_out
from app.outcomes.fhir import routes as fhir
from app.outcomes.licensing import notice as licence_notice
from app.outcomes.licensing import routes as licensing
from app.outcomes.research import routes as research
from app.outcomes.research import service as leaving_research
from app.outcomes.research import taking_out as research_taken_out
from app.plans import content as plan_files
from app.plans import routes as plans
from app.plans.content import Elsewhere
from app.reminders import first_page
from app.reminders import routes as reminders
from app.reminders.digests import routes as digests
from app.reminders.queries import own as own_reminders
from app.reminders.service import choosing as choosing_reminders
from app.reports import routes as reports
from app.reports.seen import everything as seen
from app.risk import routes as risk
from app.risk import taking_out as flags_taken_out
from app.risk.rules import SubjectKind
from app.search import routes as searching
from app.search import service as search
from app.search import tools as search_tools
from app.toolbox import routes as toolbox
from app.topics import routes as topics
from app.training import library as course
from app.training import notice as training_notice
from app.training import routes as training
from app.workload import routes as workload

# Tried in this order, so what is asked for most stands first.
ROUTERS = (
    *modules.ROUTERS,
    searching.router,
    *toolbox.ROUTERS,
    *plans.ROUTERS,
    *accounts.ROUTERS,
    *reminders.ROUTERS,
    *invitations.ROUTERS,
    *joining.ROUTERS,
    *lists.ROUTERS,
    *carers.ROUTERS,
    *reports.ROUTERS,
    digests.router,
    digests.public,
    *risk.ROUTERS,
    *topics.ROUTERS,
    *check_ins.ROUTERS,
    *network_maps.ROUTERS,
    *fhir.ROUTERS,
    *licensing.ROUTERS,
    *research.ROUTERS,
    *directory_pages.ROUTERS,
    *forum.ROUTERS,
    *messages.ROUTERS,
    *training.ROUTERS,
    *implementation.ROUTERS,
    *workload.ROUTERS,
    *mail.ROUTERS,
    information.public,
    health.public,
)

# Where staff can send somebody who asked for a topic, besides the modules.
PLACES = {"/directory": "Directory", "/words": "What the words mean", "/evidence": "How we know"}


def create_app() -> FastAPI:
    """The application, from the settings of this process. Ends it with a plain sentence if they or the content are wrong."""
    try:
        return _create_app()
    except HoldfastError as error:
        raise SystemExit(error.sentence) from None


def _create_app() -> FastAPI:
    logs.configure()
    # FastAPI's own telemetry and API pages are off: this site has readers, not API clients.
    app = FastAPI(title="Holdfast", openapi_url=None, redirect_slashes=False, telemetry={"logs": False})
    db.require_row_security(db.connect(require("database_url"), pool_size=10, max_overflow=30))
    root.require_right_key()
    _introduce(app)
    _load_content(app)
    app.state.stories = stories.of(app.state.library)
    app.state.places = PLACES | {module.href: module.title for module in app.state.library.modules}
    app.state.page_title = partial(_page_title, app)
    app.state.progress_of = partial(_progress_of, app)
    for router in ROUTERS:
        include(app, router)
    if settings().caught_mail_folder:
        include(app, caught_mail.public)
    app.mount("/static", static_files.app())
    _install_middleware(app)
    # All content is in memory now and stays: looking through it for garbage took half of the time of a live hint.
    gc.collect()
    gc.freeze()
    return app


def _introduce(app: FastAPI) -> None:
    """What features ask of each other without knowing each other."""
    app.state.menu = navigation.menu_for
    # Conversations first: they are held before flags and the audit trail are.
    app.state.when_closed = (
        leaving_messages.leave_with_account,
        supervising.leave_with_account,
        leave_with_account,
        leaving_suggestions.leave_with_account,
        leaving_check_ins.leave_with_account,
        leaving_network_maps.leave_with_account,
        leaving_research.leave_with_account,
        choosing_reminders.forget,
    )
    app.state.mailers = MAILERS
    app.state.when_stopped = (ending_contact.decline_live,)
    app.state.when_role_ended = (stepping_down.step_down,)
    app.state.before_closing = (leaving_messages.said_before,)
    app.state.taken_out_too = {
        "messages": messages_taken_out.of_relative,
        "looked_at_by_staff": flags_taken_out.of_writer,
        "reminders": own_reminders.taken_out,
        "suggestions": suggestions_taken_out.of_person,
        "check_ins": partial(_check_ins_of, app),
        "network_maps": network_maps_taken_out.of_person,
        "research": research_taken_out.of_person,
        "what_staff_see": partial(_seen_by_staff, app),
    }
    app.state.wishes_reminders = choosing_reminders.choose_emails
    app.state.reminders_on_first_page = first_page.of
    app.state.on_staff_home = (
        notice.suggestions_wait,
        notice.questions_are_open,
        licence_notice.licences_end,
        training_notice.on_staff_home,
    )
    app.state.relationships_of = invited.relationships
    app.state.menu_notes = navigation.notes_for
    app.state.flag_places = {SubjectKind.MESSAGE: placing_messages.href_of, SubjectKind.POST: placing_posts.href_of}


def _load_content(app: FastAPI) -> None:
    content = settings().content_folder
    app.state.directory = directory.load(content)
    app.state.library = app.state.searched = library.load(content, directory=app.state.directory)
    app.state.training = course.load(content, library=app.state.library, directory=app.state.directory)
    app.state.workspace = workspace.load(content)
    app.state.instruments = instruments.load(content, title_of=partial(_page_title, app))
    boxes = for_plans.boxes(app.state.library)
    app.state.plans = plan_files.load(content, elsewhere=Elsewhere(boxes, partial(_page_title, app)))
    app.state.to_make = search_tools.of(app.state.plans.values(), app.state.instruments.values())
    with db.unit_of_work(None) as session:
        search.refresh(session, library=app.state.library, directory=app.state.directory)


def _page_title(app: FastAPI, href: str) -> str | None:
    """What a page is called that a message can point to; the library is read again when something in it expires."""
    return PLACES.get(href) or app.state.library.title_of(href)


def _progress_of(app: FastAPI, session: Session, person_id: UUID) -> list[tuple[str, str]]:
    """What supporters see of how far a relative is."""
    return for_supporters.progress_of(session, library=app.state.library, person_id=person_id)


def _check_ins_of(app: FastAPI, session: Session, *, user: SignedIn) -> list[dict[str, Any]]:
    """What somebody answered about themself, for the file that they take out."""
    return check_ins_taken_out.of_person(session, user=user, instruments=app.state.instruments)


def _seen_by_staff(app: FastAPI, session: Session, *, user: SignedIn) -> list[dict[str, Any]]:
    """What staff can see about a relative, for the file that they take out."""
    return seen.taken_out(session, user=user, progress=_progress_of(app, session, user.person_id))


def _install_middleware(app: FastAPI) -> None:
    """The last one added is the outermost."""
    error_pages.install(app)
    app.add_middleware(error_pages.LastResort)
    app.add_middleware(BodyLimit, refuse=error_pages.answer(TooLarge()))
    app.add_middleware(SameOrigin, refuse=error_pages.answer(CrossSite()))
    app.add_middleware(SecurityHeaders, secure=settings().secure_cookies)
    app.add_middleware(live.Live)
