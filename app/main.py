"""The web program: puts the features together."""

from fastapi import FastAPI

from app import live, navigation
from app.accounts.routes import forgotten, own_account, sign_in
from app.core import db, error_pages, health, information, logs, static_files
from app.core.body_limit import BodyLimit
from app.core.config import require, settings
from app.core.errors import CrossSite, HoldfastError, TooLarge
from app.core.headers import SecurityHeaders
from app.core.routing import include
from app.core.same_origin import SameOrigin
from app.directory import content as directory
from app.directory.routes import browsing, editing, help_now
from app.forum.routes import appeals as forum_appeals
from app.forum.routes import boards_settings as forum_boards
from app.forum.routes import complaining as forum_complaining
from app.forum.routes import complaints as forum_complaints
from app.forum.routes import decisions as forum_decisions
from app.forum.routes import editing as forum_editing
from app.forum.routes import figures as forum_figures
from app.forum.routes import finding as forum_finding
from app.forum.routes import joining as forum_joining
from app.forum.routes import leaving as forum_leaving
from app.forum.routes import mails as forum_mails
from app.forum.routes import member as forum_member
from app.forum.routes import posted as forum_posted
from app.forum.routes import profile as forum_profile
from app.forum.routes import queue as forum_queue
from app.forum.routes import reading as forum_reading
from app.forum.routes import reporting as forum_reporting
from app.forum.routes import reports as forum_reports
from app.forum.routes import review as forum_review
from app.forum.routes import spam as forum_spam
from app.forum.routes import thread_settings as forum_threads
from app.forum.routes import writing as forum_writing
from app.forum.service.leaving import leave_with_account
from app.invitations.routes import inviting, joining, one_invitation, people, staff_home, trusts
from app.invitations.routes import settings as trust_settings
from app.keys import root
from app.mail import routes as mail
from app.modules import library, stories
from app.modules.routes import answering, bookmarking, evidence, heartbeat, paper, reading, words
from app.reports import routes as reports
from app.risk import taking_out as risk
from app.risk.routes import figures, hours, ladder, log, queue, raising, rota, working
from app.search import routes as searching
from app.search import service as search
from app.toolbox.routes import keeping, sharing, taking_out, writing
from app.topics.routes import asking, deciding

# Tried in this order, so what is asked for most stands first. "print" is no page of a module: paper before reading.
ROUTERS = (
    paper.router,
    reading.router,
    heartbeat.router,
    answering.router,
    bookmarking.router,
    evidence.router,
    words.router,
    searching.router,
    writing.router,
    taking_out.router,
    keeping.router,
    sharing.router,
    sign_in.public,
    forgotten.public,
    own_account.router,
    joining.public,
    staff_home.router,
    inviting.router,
    one_invitation.router,
    people.router,
    trust_settings.router,
    trusts.router,
    reports.router,
    queue.router,
    raising.router,
    figures.router,
    log.router,
    working.router,
    hours.router,
    rota.router,
    ladder.router,
    asking.router,
    deciding.router,
    browsing.router,
    editing.router,
    forum_reading.router,
    forum_writing.router,
    forum_posted.router,
    forum_editing.router,
    forum_leaving.router,
    forum_joining.router,
    forum_finding.router,
    forum_profile.router,
    # Before the one review, whose address ends in any id: "reports", "appeals" and "figures" are none.
    forum_reporting.router,
    forum_decisions.router,
    forum_reports.router,
    forum_appeals.router,
    forum_figures.router,
    forum_complaining.router,
    forum_complaints.router,
    forum_mails.public,
    forum_queue.router,
    forum_review.router,
    forum_threads.router,
    forum_member.router,
    forum_spam.router,
    forum_boards.router,
    help_now.public,
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
    app.state.menu = navigation.menu_for
    app.state.when_closed = (leave_with_account,)
    app.state.taken_out_too = {"looked_at_by_staff": risk.of_writer}
    app.state.menu_notes = navigation.notes_for
    _load_content(app)
    app.state.stories = stories.of(app.state.library)
    app.state.places = PLACES | {module.href: module.title for module in app.state.library.modules}
    for router in ROUTERS:
        include(app, router)
    if settings().caught_mail_folder:
        include(app, mail.public)
    live.install(app)
    app.mount("/static", static_files.app())
    _install_middleware(app)
    return app


def _load_content(app: FastAPI) -> None:
    app.state.directory = directory.load(settings().content_folder)
    app.state.library = app.state.searched = library.load(settings().content_folder, directory=app.state.directory)
    with db.unit_of_work(None) as session:
        search.refresh(session, library=app.state.library, directory=app.state.directory)


def _install_middleware(app: FastAPI) -> None:
    """The last one added is the outermost."""
    error_pages.install(app)
    app.add_middleware(error_pages.LastResort)
    app.add_middleware(BodyLimit, refuse=error_pages.answer(TooLarge()))
    app.add_middleware(SameOrigin, refuse=error_pages.answer(CrossSite()))
    app.add_middleware(SecurityHeaders, secure=settings().secure_cookies)
