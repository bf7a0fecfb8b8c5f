"""The page that must always work."""

import signal

import httpx2
import pytest

from app.core import migrate
from app.core.embedded import folders, postgres
from tests.page import Browser
from tests.web import web_program


def test_it_names_whom_to_ring_without_signing_in(stranger: Browser) -> None:
    page = stranger.visit("/help-now")

    assert {"tel:999", "tel:111"} <= set(page.links)
    assert "116 123" in page.text
    assert "Samaritans" in page.text


@pytest.mark.usefixtures("_services")
def test_it_answers_while_the_database_is_stopped() -> None:
    with folders.scratch() as place, folders.socket_folder(place):
        with postgres.running(place, durable=False) as database:
            migrate.upgrade(database.url)
            with web_program(DATABASE_URL=database.url) as site:
                database.process.send_signal(signal.SIGINT)
                database.process.wait(20)

                help_now = httpx2.get(f"{site}/help-now")
                leave = httpx2.get(f"{site}/leave", cookies={"holdfast_session": "x"})
                other = httpx2.get(f"{site}/home", cookies={"holdfast_session": "x"})

    assert (help_now.status_code, "116 123" in help_now.text) == (200, True)
    assert (leave.status_code, leave.headers["location"]) == (303, "https://www.bbc.co.uk/weather")
    assert (other.status_code, "Nothing is lost" in other.text, "Call 999" in other.text) == (503, True, True)
