"""The demo trust: who can sign in, what they see, and that a second start changes nothing."""

import json
import stat
from base64 import b64encode
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from app.accounts.models import Person
from app.accounts.roles import Role
from app.core import config
from app.core.db import Platform, unit_of_work
from app.core.errors import SettingsError
from app.demo import load, sign_ins
from app.reports import command_line
from tests.page import Browser


@pytest.fixture
def set_to(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """Changes settings until the end of the test."""

    def change(**changes: str) -> None:
        for name, value in changes.items():
            monkeypatch.setenv(name, value)
        config.settings.cache_clear()

    yield change
    monkeypatch.undo()
    config.settings.cache_clear()


@pytest.fixture
def file(database: None, tmp_path: Path, set_to: Callable[..., None]) -> Path:
    """Where the passwords will stand."""
    set_to(VAR_FOLDER=str(tmp_path), BASE_URL="http://127.0.0.1:8321")
    return tmp_path / "demo.json"


def people_in(file: Path) -> dict[str, dict[str, str]]:
    return {each["role"]: each for each in json.loads(file.read_text(encoding="utf-8"))["people"]}


def person(email: str) -> Person:
    with unit_of_work(Platform.COMMAND_LINE) as session:
        return session.scalars(select(Person).where(Person.email == email)).one()


def can_sign_in(stranger: Browser, who: dict[str, str]) -> bool:
    page = stranger.submit("/sign-in", email=who["email"], password=who["password"])
    stranger.submit("/sign-out")
    return page.path != "/sign-in"


def test_the_file_names_the_address_and_one_person_for_each_role(file: Path) -> None:
    load.demo_trust()
    assert json.loads(file.read_text(encoding="utf-8"))["address"] == "http://127.0.0.1:8321"
    assert set(people_in(file)) == {role.value for role in Role}
    assert all(set(each) == {"role", "name", "email", "password"} for each in people_in(file).values())


def test_only_its_owner_can_read_the_file(file: Path) -> None:
    load.demo_trust()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_everybody_in_the_file_can_sign_in(file: Path, stranger: Browser) -> None:
    load.demo_trust()
    assert [who["role"] for who in people_in(file).values() if not can_sign_in(stranger, who)] == []


def test_a_second_start_keeps_people_and_passwords(file: Path) -> None:
    load.demo_trust()
    before, hashed = file.read_text(encoding="utf-8"), person("alice@holdfast.example").password_hash
    load.demo_trust()
    assert file.read_text(encoding="utf-8") == before
    assert person("alice@holdfast.example").password_hash == hashed


def test_a_new_address_is_written_and_the_passwords_kept(file: Path, set_to: Callable[..., None]) -> None:
    load.demo_trust()
    before = people_in(file)
    set_to(BASE_URL="http://127.0.0.1:8999")
    load.demo_trust()
    assert json.loads(file.read_text(encoding="utf-8"))["address"] == "http://127.0.0.1:8999"
    assert people_in(file) == before


def test_a_command_that_does_not_know_the_address_leaves_the_file_alone(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load.demo_trust()
    before = file.read_text(encoding="utf-8")
    monkeypatch.delenv("BASE_URL")
    config.settings.cache_clear()
    load.demo_trust()
    assert file.read_text(encoding="utf-8") == before


def test_without_the_file_the_demos_people_get_new_passwords(file: Path, stranger: Browser) -> None:
    load.demo_trust()
    before = people_in(file)
    file.unlink()
    load.demo_trust()
    assert not can_sign_in(stranger, before["relative"])
    assert can_sign_in(stranger, people_in(file)["relative"])
    assert {each["password"] for each in before.values()}.isdisjoint(
        each["password"] for each in people_in(file).values()
    )


@pytest.mark.parametrize(
    "left", ["", "{", "[]", "7", '{"people": []}', '{"people": [{"email": "x"}]}', '{"people": ["x"]}']
)
def test_a_broken_file_counts_as_none(tmp_path: Path, left: str) -> None:
    (tmp_path / "demo.json").write_text(left, encoding="utf-8")
    assert sign_ins.read(tmp_path / "demo.json") is None


def test_a_fresh_database_takes_the_passwords_in_the_file(file: Path, stranger: Browser) -> None:
    load.demo_trust()
    who = people_in(file)["clinician"]
    with unit_of_work(Platform.COMMAND_LINE) as session:
        session.merge(person(who["email"])).password_hash = "!"
    load.demo_trust()
    assert can_sign_in(stranger, who)


def test_the_demo_trust_is_not_counted_beside_real_ones(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    load.demo_trust()
    load.impart_trusts()
    command_line.uptake(as_csv=True)
    assert "All trusts,281,57,355,310,159,3,1,45" in capsys.readouterr().out


def test_it_is_refused_in_production(file: Path, set_to: Callable[..., None]) -> None:
    set_to(
        ENV="production",
        SMTP_URL="smtps://mail.example.org",
        MAIL_FROM="a@example.org",
        BASE_URL="https://example.org",
        ENCRYPTION_KEY=b64encode(b"k" * 32).decode(),
    )
    for loading in (load.demo_trust, load.impart_trusts):
        with pytest.raises(SettingsError, match="refused in production"):
            loading()
    assert not file.exists()
