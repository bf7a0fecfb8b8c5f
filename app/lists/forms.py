"""What is sent with a file."""

from hashlib import sha256
from uuid import UUID, uuid4, uuid5

LONGEST_FILE_NAME = 100


def once_of(number: str, *, content: bytes, team_id: UUID) -> UUID:
    """By what a second click is known: the form's own number, and what was sent, since a form may come back with another file."""
    try:
        form = UUID(number)
    except ValueError:
        form = uuid4()
    return uuid5(form, f"{sha256(content).hexdigest()} {team_id}")


def file_name(sent: str) -> str:
    """The file's name without the folder that some browsers send too."""
    name = " ".join(sent.replace("\\", "/").rpartition("/")[2].split())
    return name[:LONGEST_FILE_NAME] or "list.csv"
