"""One pager's broken address keeps no other pager waiting, and is not taken in the first place."""

import socket
from urllib.parse import urlsplit

import pytest
from pydantic import ValidationError
from sqlalchemy import select

from app.core import config
from app.core.db import Platform, unit_of_work
from app.risk import paging
from app.risk.models import FlagCall
from app.risk.rules import Rung, Urgency
from app.risk.settings_forms import ContactForm
from tests.builders import risk as build
from tests.pager import Pager
from tests.people import Cast


def test_a_pager_whose_address_is_broken_keeps_no_other_waiting(cast: Cast) -> None:
    build.make_contact(cast.riverside, Rung.DUTY, by=cast.tess, webhook="https://pager:abc/")
    build.make_contact(cast.hillside, Rung.DUTY, by=cast.hanna, webhook="https://127.0.0.1:9/")
    build.make_flag(cast.alice, Urgency.LOOK_NOW)
    build.make_flag(cast.hugo, Urgency.LOOK_NOW)

    paging.page_all_due()

    with unit_of_work(Platform.SWEEP) as session:
        tried = session.scalars(select(FlagCall.attempts).where(FlagCall.channel == "webhook")).all()
    assert list(tried) == [1, 1]


INSIDE = [
    "127.0.0.1",
    "127.1",
    "2130706433",
    "0x7f.0.0.1",
    "0.0.0.0",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "100.64.0.1",
    "169.254.169.254",
    "168.63.129.16",
    "224.0.0.1",
    "255.255.255.255",
    "[::1]",
    "[::]",
    "[fe80::1]",
    "[fd00:ec2::254]",
    "[::ffff:127.0.0.1]",
    "[2002:7f00:1::]",
    "[64:ff9b::7f00:1]",
    "localhost",
    "LOCALHOST.",
    "pager.localhost",
    "pager",
    "metadata.google.internal",
    "printer.local",
    "router.home.arpa",
]


def contact(webhook: str) -> ContactForm:
    words = {"rung": "duty", "name": "Night team", "email": "n@example.org", "webhook": webhook}
    return ContactForm.model_validate(words)


@pytest.mark.parametrize("host", INSIDE)
def test_an_address_inside_a_network_is_not_taken(host: str) -> None:
    with pytest.raises(ValidationError, match="on the internet, not one inside a network"):
        contact(f"https://{host}/page")


@pytest.mark.parametrize(
    "host", ["pager.example.org", "8.8.8.8", "[2606:4700::1111]", "[64:ff9b::808:808]", "localhost.example.org"]
)
def test_an_address_on_the_internet_is_taken(host: str) -> None:
    assert contact(f"https://{host}/page").webhook == f"https://{host}/page"


@pytest.mark.parametrize("host", INSIDE)
def test_an_address_inside_a_network_is_not_called_either(host: str) -> None:
    """Whatever got it into the database, and whatever its name stands for by now."""
    with pytest.raises(paging.Refused, match=r"not a public host|gaierror"):
        paging.post(f"https://{host}:9/", {})


def test_a_pager_on_this_machine_hears_nothing_unless_the_operator_allows_it() -> None:
    with Pager() as pager, pytest.MonkeyPatch.context() as monkeypatch:
        url = pager.url
        paging.post(url, {"flag": "1"})
        monkeypatch.delenv("PRIVATE_PAGERS")
        config.settings.cache_clear()
        for address in (url, url.replace("http:", "https:"), url.replace("127.0.0.1", "localhost")):
            with pytest.raises(paging.Refused, match=r"not https|not a public host"):
                paging.post(address, {"flag": "2"})

    assert pager.posts == [{"flag": "1"}]


@pytest.mark.parametrize("others", [["10.0.0.1"], ["8.8.8.8", "127.0.0.1"], ["::1", "8.8.8.8"]])
def test_a_name_of_which_one_address_is_inside_is_not_called(
    others: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = [(0, 0, 0, "", (each, 443)) for each in others]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_name, **_kind: found)

    with pytest.raises(paging.Refused, match="not a public host"):
        paging.post("https://pager.example.org/", {})


def test_the_call_goes_to_the_address_that_was_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    with Pager() as pager:
        port = urlsplit(pager.url).port
        looked_up: list[str] = []

        def answer(host: str, *_rest: object, **_kind: object) -> list[tuple[int, int, int, str, tuple[str, int]]]:
            looked_up.append(host)
            return [(socket.AF_INET, socket.SOCK_STREAM, 0, "", ("127.0.0.1", port or 0))]

        monkeypatch.setattr(socket, "getaddrinfo", answer)
        paging.post(f"http://pager.example.org:{port}/", {"flag": "1"})

    assert looked_up == ["pager.example.org", "127.0.0.1"]
    assert pager.posts == [{"flag": "1"}]


@pytest.mark.parametrize("address", ["https://pager:abc/", "https://[::1/", "http://pager.example", "https://"])
def test_an_address_that_is_none_is_not_taken(address: str) -> None:
    with pytest.raises(ValidationError, match="begins with https"):
        contact(address)
