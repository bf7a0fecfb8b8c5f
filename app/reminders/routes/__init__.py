"""The pages about reminders."""

from app.reminders.routes import choosing, stopping

ROUTERS = (
    choosing.router,
    stopping.public,
)
