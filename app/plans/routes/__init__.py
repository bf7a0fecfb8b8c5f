"""Plans: choosing one, filling it step by step, and what is made from it."""

from app.plans.routes import choosing, filling, letter, paper

ROUTERS = (
    choosing.router,
    filling.router,
    paper.router,
    letter.router,
)
