"""What several pages of the course need: the course of today, and where this person is in it."""

from fastapi import Request

from app.core.config import settings
from app.training import library
from app.training.course import Course


def course(request: Request) -> Course:
    """The course, with nothing in it that has expired."""
    state = request.app.state
    state.training = library.of_today(
        state.training, folder=settings().content_folder, library=state.library, directory=state.directory
    )
    found: Course = state.training
    return found
