"""The web program: puts the features together."""

from fastapi import FastAPI

from app import navigation
from app.accounts import own_account
from app.accounts import routes as accounts
from app.core import db, error_pages, health, information, logs, static_files
from app.core.config import require, settings
from app.core.headers import SecurityHeaders
from app.core.same_origin import SameOrigin
from app.mail import caught_mail

LARGEST_BODY = 1_000_000  # bytes; no page takes uploads yet
ROUTERS = (
    information.public,
    health.public,
    accounts.public,
    own_account.router,
)


def create_app() -> FastAPI:
    """The application, from the settings of this process. Raises SettingsError or ContentError in plain words."""
    logs.configure()
    # FastAPI's own telemetry and API pages are off: this site has readers, not API clients.
    app = FastAPI(title="Holdfast", openapi_url=None, max_body_size=LARGEST_BODY, telemetry={"logs": False})
    db.require_row_security(db.connect(require("database_url"), pool_size=10, max_overflow=30))
    app.state.menu = navigation.menu_for
    for router in ROUTERS:
        app.include_router(router)
    if settings().caught_mail_folder:
        app.include_router(caught_mail.public)
    app.mount("/static", static_files.app())
    _install_middleware(app)
    return app


def _install_middleware(app: FastAPI) -> None:
    """The last one added is the outermost."""
    error_pages.install(app)
    app.add_middleware(error_pages.LastResort)
    app.add_middleware(SameOrigin, refuse=error_pages.refuse_cross_site)
    app.add_middleware(SecurityHeaders, secure=settings().secure_cookies)
