"""The module pages: reading, answering, and the paper versions."""

from app.modules.routes import answering, bookmarking, evidence, heartbeat, paper, reading, words

ROUTERS = (
    # "print" is no page of a module: paper before reading.
    paper.router,
    reading.router,
    heartbeat.router,
    answering.router,
    bookmarking.router,
    evidence.router,
    words.router,
)
