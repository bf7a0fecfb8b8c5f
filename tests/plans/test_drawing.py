"""The circle of a row: nothing lies over anything else, nothing falls out of its box, all of it is in the table."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.plans import drawing, presenters
from app.plans.content.plan import LOOP
from app.plans.drawing import WIDTH, Drawing, Shape
from tests.builders.plans import real

PLAN = real()["loop"]
WORDS = st.text(st.sampled_from("aimW é\n.'"), max_size=300)
ROWS = st.fixed_dictionaries(dict.fromkeys(LOOP, WORDS))


def shape_of(drawn: Drawing, label: str) -> Shape:
    return next(each for each in drawn.shapes if " ".join(each.label) == label)


def apart(one: Shape, other: Shape) -> bool:
    beside = one.x + one.width < other.x or other.x + other.width < one.x
    return beside or one.y + one.height < other.y or other.y + other.height < one.y


@settings(max_examples=60, deadline=None)
@given(ROWS, st.sampled_from([*LOOP, ""]))
def test_whatever_is_written_boxes_stay_apart_and_hold_their_lines(written: dict[str, str], link: str) -> None:
    drawn = drawing.loop(PLAN, written | {"link": link})

    assert len(drawn.shapes) == len(LOOP)
    assert all(apart(*pair) for pair in combinations(drawn.shapes, 2))
    for shape in drawn.shapes:
        assert shape.x >= 0 and shape.x + shape.width <= WIDTH and shape.y + shape.height < drawn.height
        last = max(foot for foot, _line in (*shape.label_lines, *shape.word_lines))
        assert last < (shape.mark - 8 if shape.is_chosen else shape.y + shape.height)


def test_it_leads_down_my_side_over_up_theirs_and_back() -> None:
    drawn = drawing.loop(PLAN, {})
    down = [arrow for arrow in drawn.arrows if arrow.end > arrow.start]
    up = [arrow for arrow in drawn.arrows if arrow.end < arrow.start]

    assert len({arrow.x for arrow in down}) == len({arrow.x for arrow in up}) == 1
    assert (len(down), len(up)) == (5, 4)
    assert max(arrow.x for arrow in down) < WIDTH / 2 < min(arrow.x for arrow in up)


def test_the_place_that_can_change_is_marked_and_no_other() -> None:
    drawn = drawing.loop(PLAN, {"link": "my-feeling"})

    assert [" ".join(each.label) for each in drawn.shapes if each.is_chosen] == ["What I felt"]


def test_a_long_story_ends_in_three_dots_and_stands_in_the_table_whole() -> None:
    story = "and then he said " * 50
    drawn = drawing.loop(PLAN, {"my-sense": story})

    assert shape_of(drawn, "What I made of it").words[-1].endswith("…")
    assert presenters.circle(PLAN, {"my-sense": story})[0].mine.words == story


@pytest.mark.parametrize("words", ["W" * 90, "one " * 30, "Line\nafter\nline"])
def test_what_is_long_is_broken_and_no_letter_is_lost(words: str) -> None:
    lines = drawing.wrapped(words, size=13, width=144)

    assert len(lines) > 1
    assert "".join(lines).replace(" ", "") == "".join(words.split())


def test_each_box_of_the_circle_leads_to_its_step() -> None:
    rows = presenters.circle(PLAN, {"link": "what-i-did"})

    assert rows[2].mine.is_chosen
    assert {row.theirs.href for row in rows} == {
        "/plans/loop/steps/their-side?change=1",
        "/plans/loop/steps/what-they-did?change=1",
    }
