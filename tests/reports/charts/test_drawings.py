"""Pictures: where everything stands in them. Nothing that is hidden can be read off them."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.reports.charts import bars, heat_map, histogram, lines
from app.reports.charts.drawing import Box, Drawing, Mark, Path, Words, lines_of
from app.reports.charts.pictures import HIDDEN, Bar, Bars, Bin, HeatMap, Histogram, Lines, Picture, Series

AMOUNTS = st.none() | st.integers(0, 10_000)


def boxes(drawing: Drawing, style: str = "part") -> list[Box]:
    return [mark for mark in drawing.marks if isinstance(mark, Box) and style in mark.style.split()]


def words(drawing: Drawing) -> list[str]:
    return [mark.words for mark in drawing.marks if isinstance(mark, Words)]


def paths(drawing: Drawing, style: str) -> list[Path]:
    return [mark for mark in drawing.marks if isinstance(mark, Path) and style in mark.style.split()]


def make_bars(*values: int | None) -> Bars:
    return Bars(
        "Steps", "Says.", ("Step", "People"), tuple(Bar(f"Step {place}", each) for place, each in enumerate(values))
    )


def make_lines(*series: tuple[int | None, ...]) -> Lines:
    times = tuple(f"{place + 1} Nov" for place in range(len(series[0])))
    named = tuple(Series(f"Team {place}", each) for place, each in enumerate(series))
    return Lines("Weeks", "Says.", ("Week", *(each.name for each in named)), times, named)


def test_the_longest_bar_leaves_room_for_its_number_and_the_others_are_in_proportion() -> None:
    assert [box.width for box in boxes(make_bars(40, 20, 0).drawing())] == ["75.00%", "37.50%", "0.00%"]


def test_a_bar_that_is_not_shown_has_no_length_and_says_so() -> None:
    drawing = make_bars(40, None).drawing()
    assert [box.width for box in boxes(drawing, "nothing")] == ["0.00%"]
    assert words(drawing) == ["Step 0", "40", "Step 1", HIDDEN]


def test_a_note_stands_with_the_name_and_a_long_one_goes_on_below() -> None:
    drawing = bars.drawing([("Used the toolbox, forum or messages", 3, "3", "12 fewer (80.0%)"), ("Next", 1, "1", "")])
    first, second = [mark for mark in drawing.marks if isinstance(mark, Words)][:2]
    assert f"{first.words} {second.words}" == "Used the toolbox, forum or messages: 12 fewer (80.0%)"
    assert second.y > first.y
    assert drawing.height > bars.drawing([("A", 3, "3", ""), ("Next", 1, "1", "")]).height


def test_columns_touch_and_their_heights_are_in_proportion() -> None:
    picture = Histogram("Visits", "Says.", ("Visits", "Relatives"), (Bin("0", 10), Bin("1", 5), Bin("2 or more", 0)))
    first, second, third = boxes(picture.drawing())
    assert (first.height, second.height, third.height) == (200, 100, 0)
    assert float(second.x) == pytest.approx(float(first.x) + float(first.width), abs=0.02)
    assert first.y + first.height == second.y + second.height


def test_a_column_that_is_not_shown_has_no_height_and_says_so() -> None:
    picture = Histogram("Visits", "Says.", ("Visits", "Relatives"), (Bin("0", 10), Bin("1", None)))
    assert [box.height for box in boxes(picture.drawing())] == [200, 0]
    assert HIDDEN in " ".join(words(picture.drawing()))


def test_a_line_has_a_gap_where_a_week_is_not_shown() -> None:
    [line] = paths(make_lines((4, 4, None, 2, 2)).drawing(), "line")
    assert line.d.count("M") == 2
    assert line.d.count("L") == 2


def test_each_line_has_a_mark_of_its_own_at_each_week_and_its_name_at_the_end() -> None:
    drawing = make_lines((1, 2, None), (5, 5, 5)).drawing()
    assert len(paths(drawing, "mark-1")) == 2 + 1  # and one beside its name
    assert len(paths(drawing, "mark-2")) == 3 + 1
    assert {"Team 0", "Team 1"} <= set(words(drawing))
    shapes = {path.d.split("m", 1)[1] for path in paths(drawing, "mark")}
    assert len(shapes) == 2


def test_many_weeks_have_no_marks_that_would_touch_and_not_every_one_is_named() -> None:
    drawing = make_lines(tuple(range(52))).drawing()
    assert len(paths(drawing, "mark")) == 1  # beside its name
    named = [each for each in words(drawing) if each.endswith("Nov")]
    assert named[0] == "52 Nov"
    assert len(named) < 12


@given(st.lists(st.lists(AMOUNTS, min_size=3, max_size=3), min_size=1, max_size=4))
def test_names_at_the_end_never_run_into_each_other_or_out_of_the_picture(series: list[list[int | None]]) -> None:
    drawing = lines.drawing(["1", "2", "3"], [(f"A team with a long name {n}", each) for n, each in enumerate(series)])
    heights = sorted(mark.y for mark in drawing.marks if isinstance(mark, Words) and mark.style == "name")
    assert all(after - before >= 19 for before, after in itertools.pairwise(heights))
    assert heights[-1] <= drawing.height


def test_the_more_visits_the_darker_the_field_and_its_number_stands_in_it() -> None:
    assert [heat_map.shade(value, 40) for value in (0, 1, 10, 11, 40)] == [0, 1, 1, 2, 4]
    drawing = HeatMap("Hours", "Says.", ("Day", "Morning", "Evening"), ("Monday",), ((3, 12),)).drawing()
    assert words(drawing)[-2:] == ["3", "12"]
    assert [box.style for box in boxes(drawing, "field")] == ["field shade-1", "field shade-4"]


def test_a_field_that_is_not_shown_is_crossed_out_and_has_no_shade() -> None:
    drawing = HeatMap("Hours", "Says.", ("Day", "Morning", "Evening"), ("Monday",), ((3, None),)).drawing()
    assert [box.style for box in boxes(drawing, "field")] == ["field shade-4", "field"]
    assert len(paths(drawing, "crossed")) == 1


@given(st.lists(AMOUNTS, max_size=12), st.lists(AMOUNTS, max_size=12))
def test_what_is_hidden_leaves_no_trace(values: list[int | None], others: list[int | None]) -> None:
    """Nothing in a drawing depends on a hidden number: it is not given to the drawing at all, and None is one thing."""
    for picture in pictures_of(values) + pictures_of(others):
        for mark in picture.drawing().marks:
            assert _is_drawable(mark), mark


def pictures_of(values: list[int | None]) -> list[Picture]:
    """Each kind of picture of the same numbers."""
    names = [f"{place} to {place + 1}" for place in range(len(values))]
    return [
        make_bars(*values),
        Histogram("H", "Says.", ("Visits", "Relatives"), tuple(map(Bin, names, values))),
        Lines("L", "Says.", ("Week", "A"), tuple(names), (Series("A", tuple(values)),)),
        HeatMap("M", "Says.", ("Day", *names), ("Monday",), (tuple(values),)),
    ]


def _is_drawable(mark: Mark) -> bool:
    numbers = [value for value in vars(mark).values() if isinstance(value, int | float)]
    text = " ".join(str(value) for value in vars(mark).values())
    return all(abs(number) < 5000 for number in numbers) and "nan" not in text and "None" not in text


def test_empty_pictures_can_be_drawn() -> None:
    for picture in pictures_of([]):
        assert picture.drawing().height >= 0
    assert histogram.drawing([]).marks


def test_words_are_broken_between_words_only() -> None:
    assert lines_of("Midnight to 4am", width=70) == ["Midnight", "to 4am"]
    assert lines_of("Featherstonehaugh", width=20) == ["Featherstonehaugh"]
    assert lines_of("", width=20) == [""]
