"""The pages and addresses of mail: the demo's caught mail, what comes back, and writing to somebody no more."""

from app.mail.routes import coming_back, stopping

ROUTERS = (
    stopping.public,
    coming_back.public,
)
