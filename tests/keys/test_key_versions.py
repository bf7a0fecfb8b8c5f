"""A database from before keys had versions is brought up with everything in it readable."""

import pytest
from sqlalchemy import Engine, text

from app.core import encryption, migrate
from app.core.config import DEVELOPMENT_KEY
from app.core.errors import SettingsError
from app.keys.key import fingerprint
from tests.builders.toolbox import items_of, make_item
from tests.keys.conftest import SetRoots
from tests.migrations import down_and_up
from tests.people import Cast

BEFORE = "0009_forum"


def test_alice_reads_what_she_kept_before_the_upgrade(cast: Cast, owner: Engine) -> None:
    make_item(cast.alice, "Ring Mum")

    down_and_up(owner, to=BEFORE)

    assert items_of(cast.alice)[0].kept.answer == {"text": "Ring Mum"}


def test_it_is_seen_which_root_key_locked_what_was_there(cast: Cast, owner: Engine, set_roots: SetRoots) -> None:
    make_item(cast.alice)
    set_roots(encryption.new_key(), DEVELOPMENT_KEY)

    down_and_up(owner, to=BEFORE)

    with owner.begin() as connection:
        migrate.config(connection)
        assert connection.scalars(text("SELECT locked_by FROM trust_keys")).all() == [fingerprint(DEVELOPMENT_KEY)]


def test_the_upgrade_is_refused_with_a_wrong_root_key(cast: Cast, owner: Engine, set_roots: SetRoots) -> None:
    make_item(cast.alice, "Ring Mum")
    set_roots(encryption.new_key())

    with pytest.raises(SettingsError, match="ENCRYPTION_KEY is not the key"):
        down_and_up(owner, to=BEFORE)

    set_roots(DEVELOPMENT_KEY)
    assert items_of(cast.alice)[0].kept.answer == {"text": "Ring Mum"}
