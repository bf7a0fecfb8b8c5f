"""The pages of the directory: whom to ring now, everything to look through, and local help for its editors."""

from app.directory.routes import browsing, editing, help_now

ROUTERS = (
    browsing.router,
    editing.router,
    help_now.public,
)
