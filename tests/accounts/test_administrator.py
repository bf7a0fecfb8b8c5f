"""The first administrator, and what each role may do."""

import pytest

from app.accounts import first_administrator
from app.accounts.roles import ROLES, Permission, Role
from app.core.errors import SettingsError
from tests.builders.accounts import PASSWORD
from tests.page import Browser

GOOD = "copper lantern violin marsh"


def test_the_operator_makes_the_first_administrator(stranger: Browser) -> None:
    first_administrator.create(email="Ada@example.org", name="Ada", password=GOOD)

    page = stranger.submit("/sign-in", email="ada@example.org", password=PASSWORD, next="/account")

    assert "Platform administrator" in page.text


@pytest.mark.parametrize(
    ("email", "password", "sentence"),
    [("ada@", GOOD, "Enter an email address"), ("ada@example.org", "short", "12 characters")],
)
def test_a_wrong_address_or_a_weak_password_is_refused(
    stranger: Browser, email: str, password: str, sentence: str
) -> None:
    with pytest.raises(SettingsError, match=sentence):
        first_administrator.create(email=email, name="Ada", password=password)


def test_an_address_has_one_account(stranger: Browser) -> None:
    first_administrator.create(email="ada@example.org", name="Ada", password=GOOD)

    with pytest.raises(SettingsError, match="There is an account"):
        first_administrator.create(email="ada@example.org", name="Ada", password=GOOD)


def test_every_role_has_words_and_its_own_account() -> None:
    assert set(ROLES) == set(Role)
    for words in ROLES.values():
        assert words.name
        assert words.job.endswith(".")
        assert Permission.ACCOUNT_OWN in words.permissions


def test_every_permission_is_given_to_somebody() -> None:
    assert set().union(*(words.permissions for words in ROLES.values())) == set(Permission)


def test_only_relatives_use_the_toolkit_and_no_relative_is_staff() -> None:
    for role, words in ROLES.items():
        assert (Permission.TOOLKIT_USE in words.permissions) == (role is Role.RELATIVE)
        assert (Permission.STAFF_HOME in words.permissions) == (role is not Role.RELATIVE)
