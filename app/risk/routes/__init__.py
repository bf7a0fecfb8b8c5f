"""Pages for staff: the queue, one flag, telling of a worry, figures, log, and settings."""

from app.risk.routes import figures, hours, ladder, log, queue, raising, rota, working

ROUTERS = (
    queue.router,
    raising.router,
    figures.router,
    log.router,
    working.router,
    hours.router,
    rota.router,
    ladder.router,
)
