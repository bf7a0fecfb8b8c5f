"""What is locked opens with its own key in its own place, and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.encryption import Unreadable, new_key, seal, unseal

KEY = new_key()
SECRET = b"She hides her tablets in the piano."
SEALED = seal(KEY, SECRET, place="a")


@given(st.binary(max_size=2000), st.text(max_size=40))
def test_everything_comes_back_as_it_was(value: bytes, place: str) -> None:
    assert unseal(KEY, seal(KEY, value, place=place), place=place) == value


@pytest.mark.parametrize("bit", range(len(SEALED) * 8))
def test_every_flipped_bit_is_refused(bit: int) -> None:
    changed = bytearray(SEALED)
    changed[bit // 8] ^= 1 << bit % 8

    with pytest.raises(Unreadable):
        unseal(KEY, bytes(changed), place="a")


@pytest.mark.parametrize("length", range(30))
def test_a_value_cut_short_is_refused(length: int) -> None:
    with pytest.raises(Unreadable):
        unseal(KEY, SEALED[:length], place="a")


def test_another_key_and_another_place_are_refused() -> None:
    for key, place in ((new_key(), "a"), (KEY, "b")):
        with pytest.raises(Unreadable):
            unseal(key, SEALED, place=place)


def test_the_same_words_look_different_each_time() -> None:
    assert seal(KEY, SECRET, place="a") != seal(KEY, SECRET, place="a")
    assert SECRET not in SEALED
