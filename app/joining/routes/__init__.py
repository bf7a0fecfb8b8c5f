"""The pages of joining: public ones, the teams' codes, paper, and what the trust lead decides."""

from app.joining.routes import asking, codes, paper, settings

ROUTERS = (asking.public, codes.router, paper.router, settings.router)
