"""Each person's key: made once, wrapped by the trust's, refused in another trust, and gone when it is destroyed."""

from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text

from app.accounts.models import Person
from app.core.config import settings
from app.core.db import Platform, unit_of_work
from app.core.encryption import Unreadable, new_key
from app.core.errors import SettingsError
from app.keys import queries, root, service
from app.keys.key import Key, unwrap
from tests.people import Cast


def key_of(person: Person) -> Key:
    """The person's key, made if need be."""
    assert person.trust_id
    with unit_of_work(person.trust_id) as session:
        return service.key_for(session, trust_id=person.trust_id, owner_id=person.id)


def test_a_key_is_made_once(cast: Cast) -> None:
    assert key_of(cast.alice) == key_of(cast.alice)


def test_two_at_once_get_the_same_key(cast: Cast) -> None:
    with ThreadPoolExecutor(8) as threads:
        keys = set(threads.map(key_of, [cast.alice] * 8))

    assert len(keys) == 1


def test_everybody_has_a_key_of_their_own(cast: Cast) -> None:
    sealed = key_of(cast.alice).seal({"text": "Kettle on"}, place="plan")

    for other in (cast.ben, cast.hugo):
        with pytest.raises(Unreadable):
            key_of(other).unseal(sealed, place="plan")


def test_a_key_moved_to_another_person_does_not_open(cast: Cast) -> None:
    key_of(cast.alice), key_of(cast.ben)
    with unit_of_work(cast.riverside.id) as session:
        session.execute(text("UPDATE data_keys SET owner_id = :new WHERE owner_id = :old"), _swap(cast))
        with pytest.raises(Unreadable):
            queries.find(session, owner_id=cast.hugo.id)


def _swap(cast: Cast) -> dict[str, object]:
    return {"old": cast.alice.id, "new": cast.hugo.id}


def test_a_trusts_key_moved_to_another_trust_does_not_open(cast: Cast) -> None:
    key_of(cast.alice), key_of(cast.hugo)
    with unit_of_work(Platform.SWEEP) as session:
        keys = {row.trust_id: row.wrapped for row in session.execute(text("SELECT trust_id, wrapped FROM trust_keys"))}
        mine = session.execute(text("SELECT wrapped FROM data_keys WHERE owner_id = :id"), {"id": cast.alice.id})

    with pytest.raises(Unreadable):
        unwrap(
            mine.scalar_one(),
            trust_key=keys[cast.hillside.id],
            trust_id=cast.riverside.id,
            owner_id=cast.alice.id,
        )


def test_a_destroyed_key_opens_nothing_any_more(cast: Cast) -> None:
    before = key_of(cast.alice)
    with unit_of_work(cast.riverside.id) as session:
        service.shred(session, owner_id=cast.alice.id)

    assert key_of(cast.alice) != before


def test_no_key_stands_in_the_database_unlocked(cast: Cast) -> None:
    secret = key_of(cast.alice).secret
    with unit_of_work(Platform.SWEEP) as session:
        stored = [bytes(wrapped) for wrapped in session.scalars(text("SELECT wrapped FROM data_keys"))]

    assert stored
    assert all(secret not in wrapped for wrapped in stored)
    assert str(secret) not in repr(key_of(cast.alice))


def test_the_right_root_key_lets_the_program_start(cast: Cast) -> None:
    key_of(cast.alice)

    root.require_right_key()


def test_a_wrong_root_key_stops_the_start(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    key_of(cast.alice)
    monkeypatch.setenv("ENCRYPTION_KEY", b64encode(new_key()).decode())
    settings.cache_clear()
    try:
        with pytest.raises(SettingsError, match="ENCRYPTION_KEY is not the key"):
            root.require_right_key()
    finally:
        monkeypatch.undo()
        settings.cache_clear()
