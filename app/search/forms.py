"""What somebody asks for."""

from typing import Annotated

from pydantic import BaseModel

from app.core.forms import line


class Question(BaseModel):
    """The one box. An empty one is no mistake."""

    q: Annotated[str, line(missing="", optional=True)]
