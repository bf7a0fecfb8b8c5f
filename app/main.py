"""The web program: puts the features together."""

import gc
from functools import partial
from uuid import UUID

from fastapi import FastAPI
from sqlalchemy.orm import Session

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
from app.forum import placing as placing_posts
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
from app.invitations.routes import ending_role, inviting, joining, one_invitation, people, staff_home, trusts
from app.invitations.routes import settings as trust_settings
from app.keys import root
from app.mail import routes as mail
from app.messages.queries import placing as placing_messages
from app.messages.queries import taking_out as messages
from app.messages.routes import answer_box as message_answers
from app.messages.routes import canned as message_canned
from app.messages.routes import conversation as message_conversation
from app.messages.routes import figures as message_figures
from app.messages.routes import flagging as message_flagging
from app.messages.routes import glass as message_glass
from app.messages.routes import inbox as message_inbox
from app.messages.routes import meeting as message_meeting
from app.messages.routes import own as message_own
from app.messages.routes import own_writing as message_writing
from app.messages.routes import profile as message_profile
from app.messages.routes import readers as message_readers
from app.messages.routes import removing as message_removing
from app.messages.routes import replies as message_replies
from app.messages.routes import settings as message_settings
from app.messages.routes import supervision as message_supervision
from app.messages.routes import waiting as message_waiting
from app.messages.service import leaving as leaving_messages
from app.messages.service import stepping_down, supervising
from app.modules import for_supporters, library, stories
from app.modules.routes import answering, bookmarking, evidence, heartbeat, paper, reading, words
from app.reports import routes as reports
from app.risk import taking_out as risk
from app.risk.routes import figures, hours, ladder, log, queue, raising, rota, working
from app.risk.rules import SubjectKind
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
    ending_role.router,
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
    message_inbox.router,
    message_conversation.router,
    message_answers.router,
    message_replies.router,
    message_flagging.router,
    message_canned.router,
    message_own.router,
    message_meeting.router,
    message_readers.router,
    message_removing.router,
    message_glass.router,
    # Last of a relative's pages of messages, since its address ends in any id.
    message_writing.router,
    message_figures.router,
    message_profile.router,
    message_settings.router,
    message_supervision.router,
    message_waiting.router,
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
    # Conversations first: they are held before flags and the audit trail are.
    app.state.when_closed = (
        leaving_messages.leave_with_account,
        supervising.leave_with_account,
        leave_with_account,
    )
    app.state.when_role_ended = (stepping_down.step_down,)
    app.state.before_closing = (leaving_messages.said_before,)
    app.state.taken_out_too = {"messages": messages.of_relative, "looked_at_by_staff": risk.of_writer}
    app.state.menu_notes = navigation.notes_for
    app.state.flag_places = {SubjectKind.MESSAGE: placing_messages.href_of, SubjectKind.POST: placing_posts.href_of}
    _load_content(app)
    app.state.stories = stories.of(app.state.library)
    app.state.places = PLACES | {module.href: module.title for module in app.state.library.modules}
    app.state.page_title = partial(_page_title, app)
    app.state.progress_of = partial(_progress_of, app)
    for router in ROUTERS:
        include(app, router)
    if settings().caught_mail_folder:
        include(app, mail.public)
    app.mount("/static", static_files.app())
    _install_middleware(app)
    # All content is in memory now and stays: looking through it for garbage took half of the time of a live hint.
    gc.collect()
    gc.freeze()
    return app


def _load_content(app: FastAPI) -> None:
    app.state.directory = directory.load(settings().content_folder)
    app.state.library = app.state.searched = library.load(settings().content_folder, directory=app.state.directory)
    with db.unit_of_work(None) as session:
        search.refresh(session, library=app.state.library, directory=app.state.directory)


def _page_title(app: FastAPI, href: str) -> str | None:
    """What a page is called that a message can point to; the library is read again when something in it expires."""
    return PLACES.get(href) or app.state.library.title_of(href)


def _progress_of(app: FastAPI, session: Session, person_id: UUID) -> list[tuple[str, str]]:
    """What supporters see of how far a relative is."""
    return for_supporters.progress_of(session, library=app.state.library, person_id=person_id)


def _install_middleware(app: FastAPI) -> None:
    """The last one added is the outermost."""
    error_pages.install(app)
    app.add_middleware(error_pages.LastResort)
    app.add_middleware(BodyLimit, refuse=error_pages.answer(TooLarge()))
    app.add_middleware(SameOrigin, refuse=error_pages.answer(CrossSite()))
    app.add_middleware(SecurityHeaders, secure=settings().secure_cookies)
    app.add_middleware(live.Live)
