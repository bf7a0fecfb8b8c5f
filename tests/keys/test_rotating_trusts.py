"""A trust gets a new key while people read and write, and whatever cuts the change off, everything stays readable."""

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
from sqlalchemy import text

from app.core.db import Platform, unit_of_work
from app.core.errors import HoldfastError
from app.keys import command_line, rotation, service
from tests.builders.keys import make_data_keys, read_key, versions
from tests.builders.messages import first_words, make_conversation
from tests.builders.toolbox import items_of, make_item
from tests.keys.running import cut_off, people, rotated
from tests.people import Cast

MANY = 20_000


def rotate(*names: str) -> list[str]:
    return list(command_line.rotate_trusts(names))


def test_alice_reads_what_she_kept_before_and_after(cast: Cast) -> None:
    make_item(cast.alice, "Ring Mum")

    assert rotate("Riverside") == [
        "Riverside: a new key is in use; 1 data key moved to it, and the former key is destroyed."
    ]

    assert items_of(cast.alice)[0].kept.answer == {"text": "Ring Mum"}
    assert versions(cast.riverside.id) == {2: 1}


def test_every_data_key_is_the_same_and_nothing_is_locked_as_before(cast: Cast) -> None:
    secrets = make_data_keys(cast.riverside.id, 50)
    before = _stored()

    rotate("Riverside")

    assert {owner: read_key(cast.riverside.id, owner) for owner in secrets} == secrets
    assert not before & _stored()


def _stored() -> set[bytes]:
    with unit_of_work(Platform.SWEEP) as session:
        return set(session.scalars(text("SELECT wrapped FROM data_keys UNION SELECT wrapped FROM trust_keys")))


def test_another_trust_keeps_its_key(cast: Cast) -> None:
    make_item(cast.alice), make_item(cast.hugo)

    rotate("Riverside")

    assert versions(cast.hillside.id) == {1: 1}


def test_every_trust_is_done_when_none_is_named(cast: Cast) -> None:
    make_item(cast.hugo)

    assert rotate() == [
        "Hillside: a new key is in use; 1 data key moved to it, and the former key is destroyed.",
        "Riverside: has no key yet, since nobody has kept anything.",
    ]


def test_a_trust_that_is_not_there_is_said_with_those_that_are(cast: Cast) -> None:
    with pytest.raises(HoldfastError, match=r"no trust called Seaside. These are there: Hillside, Riverside"):
        rotate("Seaside")


def test_somebody_new_gets_a_key_under_the_new_one_while_the_old_is_still_there(cast: Cast) -> None:
    make_item(cast.alice)
    with unit_of_work(cast.riverside.id) as session:
        rotation.begin(session, trust_id=cast.riverside.id)

    make_item(cast.ben)

    assert versions(cast.riverside.id) == {1: 1, 2: 1}
    assert items_of(cast.alice)
    assert items_of(cast.ben)


def test_what_was_cut_off_is_gone_on_with_and_not_begun_anew(cast: Cast) -> None:
    make_item(cast.alice)
    with unit_of_work(cast.riverside.id) as session:
        rotation.begin(session, trust_id=cast.riverside.id)

    assert "a change that was begun before is finished" in rotate("Riverside")[0]

    assert versions(cast.riverside.id) == {2: 1}


def test_the_former_key_stays_while_somebody_still_needs_it(cast: Cast) -> None:
    make_item(cast.alice)
    with unit_of_work(cast.riverside.id) as session:
        to, _before = rotation.begin(session, trust_id=cast.riverside.id)
        assert not rotation.finish(session, trust_id=cast.riverside.id, to=to)

    assert items_of(cast.alice)


def test_a_destroyed_key_does_not_come_back(cast: Cast) -> None:
    make_item(cast.alice)
    with ThreadPoolExecutor(1) as operator:
        with unit_of_work(cast.riverside.id) as session:
            service.shred(session, owner_id=cast.alice.id)
            session.flush()
            rotating = operator.submit(rotate, "Riverside")
            with pytest.raises(TimeoutError):
                rotating.result(0.7)
        rotating.result()

    assert read_key(cast.riverside.id, cast.alice.id) is None
    assert versions(cast.riverside.id) == {2: 0}


def test_a_damaged_key_is_left_as_it_is_and_the_others_move(cast: Cast) -> None:
    secrets = make_data_keys(cast.riverside.id, 5)
    broken = next(iter(secrets))
    _damage("UPDATE data_keys SET wrapped = wrapped || 'x' WHERE owner_id = :id", broken)
    with pytest.raises(HoldfastError, match=r"5 data keys moved to the new key. 1 more cannot be opened"):
        rotate("Riverside")
    assert versions(cast.riverside.id) == {1: 1, 2: 5}

    _damage("UPDATE data_keys SET wrapped = substr(wrapped, 1, length(wrapped) - 1) WHERE owner_id = :id", broken)
    rotate("Riverside")

    assert read_key(cast.riverside.id, broken) == secrets[broken]


def _damage(statement: str, owner: object) -> None:
    with unit_of_work(Platform.SWEEP) as session:
        session.execute(text(statement), {"id": owner})


def _to_move(trust_id: UUID) -> int:
    """How many data keys lie under a former key."""
    *former, _newest = sorted(versions(trust_id).items())
    return sum(data_keys for _version, data_keys in former)


def test_people_read_and_write_while_it_is_killed_at_any_moment_and_then_finished(cast: Cast) -> None:
    trust_id, secrets = cast.riverside.id, make_data_keys(cast.riverside.id, MANY)
    conversations = [make_conversation(cast.alice, f"Matter {number}") for number in range(20)]
    half_way = 0
    with people(trust_id, secrets) as busy:
        for _time in range(3):
            was_at_work = cut_off(lambda: _to_move(trust_id), "--trust", "Riverside", within=0.3)
            half_way += was_at_work and _to_move(trust_id) > 0
            assert [first_words(each) for each in conversations] == [f"Matter {number}" for number in range(20)]
        said = rotated("--trust", "Riverside")

    assert busy.wrong == []
    assert busy.times > 100
    assert busy.made > 10
    assert half_way
    assert "the former key is destroyed" in said
    assert len(versions(trust_id)) == 1
    assert [first_words(each) for each in conversations] == [f"Matter {number}" for number in range(20)]
    assert {owner: read_key(trust_id, owner) for owner in list(secrets)[::20]} == dict(list(secrets.items())[::20])


def test_two_at_once_share_the_work(cast: Cast) -> None:
    trust_id, secrets = cast.riverside.id, make_data_keys(cast.riverside.id, MANY)
    with people(trust_id, secrets) as busy, ThreadPoolExecutor(2) as operators:
        said = list(operators.map(lambda _operator: rotated("--trust", "Riverside"), range(2)))

    assert busy.wrong == []
    assert all("the former key is destroyed" in each for each in said)
    assert len(versions(trust_id)) == 1
    assert sum(versions(trust_id).values()) == MANY + busy.made + 1
