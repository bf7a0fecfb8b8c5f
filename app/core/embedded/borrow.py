"""A database for one command: the configured one, the one that runs here, or one started for as long as it takes."""

from collections.abc import Iterator
from contextlib import contextmanager

from app.core.config import settings
from app.core.embedded import folders, postgres
from app.core.errors import SettingsError


@contextmanager
def database() -> Iterator[str]:
    """The address of a database that answers while the context lasts. Raises SettingsError."""
    configured = settings().database_url
    if configured:
        yield configured
        return
    place = folders.place_for(var_folder=settings().var_folder)
    with folders.only_one(var_folder=settings().var_folder) as ours:
        if ours:
            with folders.socket_folder(place), postgres.running(place) as server:
                yield server.url
        else:
            yield _of_the_running_platform(place)


def _of_the_running_platform(place: folders.Place) -> str:
    url = postgres.url_of_running(place)
    if url is None:
        raise SettingsError("Holdfast is just starting or stopping in this folder. Try again in a few seconds.")
    return url
