"""The pages of the staff course."""

from app.training.routes import completion, course, practice, questions

ROUTERS = (
    course.router,
    practice.router,
    questions.router,
    completion.router,
)
