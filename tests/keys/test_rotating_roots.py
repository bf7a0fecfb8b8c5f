"""The operator changes ENCRYPTION_KEY: either key opens until everything is locked with the new one."""

import os
import random
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
from sqlalchemy import text

from app.core import encryption
from app.core.config import DEVELOPMENT_KEY, PROJECT, settings
from app.core.db import Platform, unit_of_work
from app.core.errors import SettingsError
from app.keys import command_line, root
from app.keys.key import fingerprint, unwrap_trust_key, wrap_trust_key
from tests.builders.keys import read_key
from tests.builders.messages import first_words, make_conversation
from tests.builders.toolbox import items_of, make_item
from tests.keys.conftest import SetRoots
from tests.keys.running import cut_off, people, rotated
from tests.people import Cast

NEW = encryption.new_key()
MANY = 20_000
_ADD = text(
    """INSERT INTO trust_keys (trust_id, version, locked_by, wrapped, created_at)
    SELECT :trust_id, version, :locked_by, wrapped, now()
    FROM unnest(CAST(:versions AS int[]), CAST(:wrapped AS bytea[])) AS made (version, wrapped)"""
)


def rotate() -> list[str]:
    return list(command_line.rotate_root())


def names() -> set[str]:
    """With which root keys the trusts' keys are locked."""
    with unit_of_work(Platform.SWEEP) as session:
        return set(session.scalars(text("SELECT locked_by FROM trust_keys")))


def test_alice_reads_and_ben_begins_while_both_keys_are_set(cast: Cast, set_roots: SetRoots) -> None:
    make_item(cast.alice, "Ring Mum")
    set_roots(NEW, DEVELOPMENT_KEY)
    make_item(cast.hugo)

    root.require_right_key()

    assert items_of(cast.alice)[0].kept.answer == {"text": "Ring Mum"}
    assert names() == {fingerprint(NEW), fingerprint(DEVELOPMENT_KEY)}


def test_after_it_the_old_key_can_be_taken_away(cast: Cast, set_roots: SetRoots) -> None:
    make_item(cast.alice), make_item(cast.hugo)
    set_roots(NEW, DEVELOPMENT_KEY)

    said = rotate()
    set_roots(NEW)

    assert said[:2] == [
        "2 trust keys are now locked with ENCRYPTION_KEY.",
        "ENCRYPTION_KEY_OLD can be taken away now: no key in this database needs it any more.",
    ]
    root.require_right_key()
    assert items_of(cast.alice)
    assert items_of(cast.hugo)


def test_a_second_time_there_is_nothing_to_do(cast: Cast, set_roots: SetRoots) -> None:
    make_item(cast.alice)
    set_roots(NEW, DEVELOPMENT_KEY)
    rotate()

    assert rotate()[0] == "Nothing to do: 1 trust key is locked with ENCRYPTION_KEY already."


def test_without_a_change_of_keys_nothing_is_said_about_an_old_one(cast: Cast) -> None:
    make_item(cast.alice)

    assert rotate() == ["Nothing to do: 1 trust key is locked with ENCRYPTION_KEY already."]


def test_a_wrong_key_stops_the_start(cast: Cast, set_roots: SetRoots) -> None:
    make_item(cast.alice)
    set_roots(NEW, encryption.new_key())

    with pytest.raises(SettingsError, match="ENCRYPTION_KEY is not the key that this database was used with"):
        root.require_right_key()


def test_a_wrong_key_stops_the_worker_with_the_same_sentence(cast: Cast, set_roots: SetRoots) -> None:
    make_item(cast.alice)
    wrong = set_roots(encryption.new_key())
    worker = [sys.executable, "-m", "celery", "--quiet", "-A", "worker.celery_app", "worker", "--pool", "threads"]

    done = subprocess.run(
        worker, cwd=PROJECT, env={**os.environ, **wrong}, capture_output=True, text=True, timeout=60, check=False
    )

    assert (done.returncode, root.WRONG in done.stderr) == (1, True)


def test_a_missing_old_key_is_named(cast: Cast, set_roots: SetRoots) -> None:
    make_item(cast.alice)
    set_roots(NEW, DEVELOPMENT_KEY)
    make_item(cast.hugo)
    set_roots(NEW)

    for refused in (root.require_right_key, rotate):
        with pytest.raises(
            SettingsError, match=r"1 of 2 trust keys cannot be opened.* Set ENCRYPTION_KEY_OLD to the key"
        ):
            refused()


def test_a_damaged_trust_key_is_told_from_a_wrong_root_key(cast: Cast) -> None:
    make_item(cast.alice)
    with unit_of_work(Platform.SWEEP) as session:
        session.execute(text("UPDATE trust_keys SET wrapped = wrapped || 'x'"))

    with pytest.raises(SettingsError, match="although the root key is the right one"):
        root.require_right_key()


def test_a_program_that_still_makes_keys_with_the_old_one_is_told_of(cast: Cast, set_roots: SetRoots) -> None:
    make_item(cast.alice)
    set_roots(NEW, DEVELOPMENT_KEY)
    said = command_line.rotate_root()
    next(said)

    set_roots(DEVELOPMENT_KEY)
    make_item(cast.hugo)
    set_roots(NEW, DEVELOPMENT_KEY)

    assert "1 more was made meanwhile by a program that runs with another ENCRYPTION_KEY" in next(said)


def test_no_fingerprint_gives_a_key_away() -> None:
    assert fingerprint(NEW) not in NEW.hex()
    assert fingerprint(NEW) != fingerprint(NEW[::-1])


def _many_versions(trust_id: UUID) -> dict[int, bytes]:
    """As many trust keys as no installation has; they stand for many trusts."""
    secrets = {version: encryption.new_key() for version in range(2, MANY + 2)}
    wrapped = [wrap_trust_key(secret, trust_id=trust_id) for secret in secrets.values()]
    given = {"trust_id": trust_id, "locked_by": fingerprint(settings().encryption_key)}
    with unit_of_work(trust_id) as session:
        session.execute(_ADD, {**given, "versions": list(secrets), "wrapped": wrapped})
    return secrets


def _opened(trust_id: UUID, version: int) -> bytes:
    with unit_of_work(trust_id) as session:
        row = session.execute(
            text("SELECT wrapped, locked_by FROM trust_keys WHERE trust_id = :trust_id AND version = :version"),
            {"trust_id": trust_id, "version": version},
        ).one()
    return unwrap_trust_key(row.wrapped, locked_by=row.locked_by, trust_id=trust_id)


def _share(trust_id: UUID) -> int:
    with unit_of_work(trust_id) as session:
        counted = text("SELECT count(*) FROM trust_keys WHERE locked_by = :name")
        return session.scalar(counted, {"name": fingerprint(NEW)}) or 0


def test_people_read_and_write_while_it_is_killed_at_any_moment_and_then_finished(
    cast: Cast, set_roots: SetRoots
) -> None:
    make_item(cast.alice)
    conversation = make_conversation(cast.alice, "Ring me")
    trust_id = cast.riverside.id
    secrets = _many_versions(trust_id)
    both = set_roots(NEW, DEVELOPMENT_KEY)
    half_way = 0
    with people(trust_id, _keys_of(cast)) as busy:
        for _time in range(2):
            was_at_work = cut_off(lambda: _share(trust_id), within=0.2, **both)
            half_way += was_at_work and 0 < _share(trust_id) < MANY
            for version in random.sample(sorted(secrets), 50):
                assert _opened(trust_id, version) == secrets[version]
            assert first_words(conversation) == "Ring me"
        said = rotated(**both)

    assert busy.wrong == []
    assert half_way
    assert "ENCRYPTION_KEY_OLD can be taken away now" in said
    assert names() == {fingerprint(NEW)}
    assert first_words(conversation) == "Ring me"


def test_two_at_once_share_the_work(cast: Cast, set_roots: SetRoots) -> None:
    make_item(cast.alice)
    secrets = _many_versions(cast.riverside.id)
    both = set_roots(NEW, DEVELOPMENT_KEY)
    with people(cast.riverside.id, _keys_of(cast)) as busy, ThreadPoolExecutor(2) as operators:
        said = list(operators.map(lambda _operator: rotated(**both), range(2)))

    assert busy.wrong == []
    assert all("ENCRYPTION_KEY_OLD can be taken away now" in each for each in said)
    assert _opened(cast.riverside.id, 2) == secrets[2]


def _keys_of(cast: Cast) -> dict[UUID, bytes]:
    secret = read_key(cast.riverside.id, cast.alice.id)
    assert secret
    return {cast.alice.id: secret}
