"""Each person's key: made once, wrapped by the trust's, refused in another trust, and gone when it is destroyed."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text

from app.accounts.models import Person
from app.core.db import Platform, unit_of_work
from app.core.encryption import Unreadable
from app.keys import queries, root, rotation, service
from app.keys.key import Key
from tests.people import Cast
from tests.statements import counted


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


# Each puts what one row holds into another one.
_SWAPS = {
    "another trust's key": """UPDATE trust_keys SET wrapped = other.wrapped FROM trust_keys other
        WHERE trust_keys.trust_id = :riverside AND other.trust_id = :hillside""",
    "another relative's key": """UPDATE data_keys SET wrapped = other.wrapped FROM data_keys other
        WHERE data_keys.owner_id = :alice AND other.owner_id = :ben""",
    "a key of another trust's relative": """UPDATE data_keys SET wrapped = other.wrapped FROM data_keys other
        WHERE data_keys.owner_id = :alice AND other.owner_id = :hugo""",
    "both keys of another trust": """WITH of_trust AS (UPDATE trust_keys SET wrapped = other.wrapped FROM trust_keys other
        WHERE trust_keys.trust_id = :riverside AND other.trust_id = :hillside)
        UPDATE data_keys SET wrapped = other.wrapped FROM data_keys other
        WHERE data_keys.owner_id = :alice AND other.owner_id = :hugo""",
    "a move to another trust": "UPDATE data_keys SET trust_id = :hillside WHERE owner_id = :alice",
    "the trust's next key": "UPDATE data_keys SET trust_key_version = 2 WHERE owner_id = :alice",
    "the name of another root key": "UPDATE trust_keys SET locked_by = '0123456789abcdef' WHERE version = 1",
    "the next key in the place of the first": """UPDATE trust_keys SET wrapped = other.wrapped FROM trust_keys other
        WHERE trust_keys.trust_id = :riverside AND trust_keys.version = 1 AND other.trust_id = :riverside AND other.version = 2""",
}


@pytest.mark.parametrize("swap", _SWAPS.values(), ids=list(_SWAPS))
def test_nothing_opens_after_a_swap(cast: Cast, swap: str) -> None:
    key_of(cast.alice), key_of(cast.ben), key_of(cast.hugo)
    with unit_of_work(cast.riverside.id) as session:
        rotation.begin(session, trust_id=cast.riverside.id)
    ids = {name: getattr(cast, name).id for name in ("alice", "ben", "hugo", "riverside", "hillside")}

    with unit_of_work(Platform.SWEEP) as session:
        session.execute(text(swap), {name: value for name, value in ids.items() if f":{name}" in swap})
        with pytest.raises(Unreadable):
            queries.find(session, owner_id=cast.alice.id)


@pytest.mark.parametrize("table", ["data_keys", "trust_keys"])
def test_every_flipped_bit_of_a_stored_key_is_refused(cast: Cast, table: str) -> None:
    key_of(cast.alice)
    flip = text(f"UPDATE {table} SET wrapped = set_bit(wrapped, :bit, 1 - get_bit(wrapped, :bit))")
    with unit_of_work(Platform.SWEEP) as session:
        bits = session.scalar(text(f"SELECT 8 * length(wrapped) FROM {table}")) or 0
        assert bits == 8 * (12 + 32 + 16)
        for bit in range(bits):
            session.execute(flip, {"bit": bit})
            with pytest.raises(Unreadable):
                queries.find(session, owner_id=cast.alice.id)
            session.execute(flip, {"bit": bit})

        assert queries.find(session, owner_id=cast.alice.id)


def test_a_key_is_found_in_one_statement(cast: Cast) -> None:
    key_of(cast.alice)
    with unit_of_work(cast.riverside.id) as session, counted() as sent:
        queries.find(session, owner_id=cast.alice.id)

    assert len(sent) == 1


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
