"""`holdfast keys rotate`: keys are changed while everything runs, and the operator is told in plain words."""

from collections.abc import Iterator, Sequence
from time import sleep
from uuid import UUID

from sqlalchemy import text

from app.core.config import settings
from app.core.db import Platform, unit_of_work
from app.core.errors import HoldfastError
from app.core.templating import plural
from app.keys import root, rotation

_PAUSE = 0.2  # seconds, for whoever holds a key that is still to be moved
_TRUSTS = text("SELECT id, name FROM trusts ORDER BY name")


class Damaged(HoldfastError):
    """Some keys could not be moved."""


def rotate_root() -> Iterator[str]:
    """Locks every trust's key with ENCRYPTION_KEY; says what was done. Raises SettingsError when a key is missing."""
    root.require_right_key()
    done = 0
    while changed := _lock_trust_keys():
        done += changed
    with unit_of_work(Platform.COMMAND_LINE) as session:
        all_of_them = rotation.count_trust_keys(session)
    yield _root_done(done, all_of_them)
    with unit_of_work(Platform.COMMAND_LINE) as session:
        left = rotation.count_trust_keys(session, elsewhere=True)
    if left:
        yield (
            f"{plural(left, 'more was', 'more were')} made meanwhile by a program that runs with another ENCRYPTION_KEY. "
            "ENCRYPTION_KEY_OLD must stay. Start every program with the new settings, then run this again."
        )
    elif settings().encryption_key_old:
        yield "ENCRYPTION_KEY_OLD can be taken away now: no key in this database needs it any more."
        yield "Keep the old key itself for as long as you keep backups from before: they open with nothing else."


def rotate_trusts(names: Sequence[str]) -> Iterator[str]:
    """Gives these trusts, or all when none is named, a new key each; says what was done. Raises HoldfastError."""
    root.require_right_key()
    damaged = []
    for name, trust_id in _trusts(names).items():
        try:
            yield f"{name}: {_rotate(trust_id)}"
        except Damaged as error:
            damaged.append(f"{name}: {error.sentence}")
    if damaged:
        raise HoldfastError(" ".join(damaged))


def _lock_trust_keys() -> int:
    with unit_of_work(Platform.COMMAND_LINE) as session:
        return rotation.lock_trust_keys(session)


def _root_done(done: int, all_of_them: int) -> str:
    if not done:
        return f"Nothing to do: {plural(all_of_them, 'trust key is', 'trust keys are')} locked with ENCRYPTION_KEY already."
    return f"{plural(done, 'trust key is', 'trust keys are')} now locked with ENCRYPTION_KEY."


def _trusts(names: Sequence[str]) -> dict[str, UUID]:
    with unit_of_work(Platform.COMMAND_LINE) as session:
        known = {row.name: row.id for row in session.execute(_TRUSTS)}
    for name in names:
        if name not in known:
            raise HoldfastError(f"There is no trust called {name}. These are there: {', '.join(known) or 'none'}.")
    return {name: known[name] for name in names or known}


def _rotate(trust_id: UUID) -> str:
    with unit_of_work(trust_id) as session:
        to, begun_before = rotation.begin(session, trust_id=trust_id)
    if not to:
        return "has no key yet, since nobody has kept anything."
    moved = _move_all(trust_id, to)
    what = "a change that was begun before is finished" if begun_before else "a new key is in use"
    return f"{what}; {plural(moved, 'data key')} moved to it, and the former key is destroyed."


def _move_all(trust_id: UUID, to: int) -> int:
    """Passes over the data keys until none is left, since some may be made or held meanwhile."""
    moved = 0
    while True:
        done = _one_pass(trust_id, to)
        moved += sum(each.moved for each in done)
        with unit_of_work(trust_id) as session:
            if rotation.finish(session, trust_id=trust_id, to=to):
                return moved
        damaged = sum(each.damaged for each in done)
        if damaged and not any(each.moved for each in done):
            raise Damaged(_damaged(damaged, moved))
        sleep(_PAUSE)


def _one_pass(trust_id: UUID, to: int) -> list[rotation.Batch]:
    with unit_of_work(trust_id) as session:
        owner_ids = rotation.to_move(session, trust_id=trust_id, to=to)
    firsts = range(0, len(owner_ids), rotation.BATCH)
    return [_one_batch(trust_id, to, owner_ids[first : first + rotation.BATCH]) for first in firsts]


def _one_batch(trust_id: UUID, to: int, owner_ids: Sequence[UUID]) -> rotation.Batch:
    with unit_of_work(trust_id) as session:
        return rotation.move(session, trust_id=trust_id, to=to, owner_ids=owner_ids)


def _damaged(damaged: int, moved: int) -> str:
    return (
        f"{plural(moved, 'data key')} moved to the new key. {plural(damaged, 'more', 'more')} cannot be opened: they "
        "were changed in the database, and were left as they are with the former key. Bring those rows of data_keys back "
        "from a backup, then run this again."
    )
