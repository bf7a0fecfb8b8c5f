"""The pages of the figures."""

from app.reports.routes import (
    activity,
    board,
    change,
    files,
    keeping,
    left_out,
    nomad,
    overview,
    own,
    quality,
    seen,
    uptake,
    use,
    work,
)

ROUTERS = (
    overview.router,
    board.router,
    files.router,
    uptake.router,
    own.router,
    seen.router,
    left_out.router,
    keeping.router,
    quality.router,
    activity.router,
    work.router,
    use.router,
    nomad.router,
    change.router,
)
