"""The web program: puts the features together."""

from fastapi import FastAPI

from app import navigation
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
from app.invitations.routes import inviting, joining, one_invitation, people, staff_home, trusts
from app.invitations.routes import settings as trust_settings
from app.keys import root
from app.mail import routes as mail
from app.modules import library
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
    app.state.taken_out_too = {"looked_at_by_staff": risk.of_writer}
    app.state.menu_notes = navigation.notes_for
    _load_content(app)
    app.state.places = PLACES | {module.href: module.title for module in app.state.library.modules}
    for router in ROUTERS:
        include(app, router)
    if settings().caught_mail_folder:
        include(app, mail.public)
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
