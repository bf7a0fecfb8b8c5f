"""The markup of a picture: a title and a description for those who do not see it, the same as a table, and no styles."""

import html5lib
import pytest

from app.core.templating import environment
from app.reports.charts.pictures import Bar, Bars, Picture, written
from tests.reports.charts.test_drawings import pictures_of

PAGE = """{% import "reports/charts.html" as charts %}<!DOCTYPE html>
<html lang="en"><head><title>x</title></head><body>{{ charts.picture(picture, file=file) }}</body></html>"""
SVG = "{http://www.w3.org/2000/svg}"
VALUES = [7, None, 0, 12_345]


def drawn(picture: Picture, file: str = "/staff/reports/x.csv") -> str:
    return environment().from_string(PAGE).render(picture=picture, file=file)


@pytest.mark.parametrize("picture", pictures_of(VALUES), ids=lambda each: each.kind)
def test_it_has_a_title_a_description_a_table_and_a_file(picture: Picture) -> None:
    page = drawn(picture)
    tree = html5lib.HTMLParser(strict=True).parse(page)
    svg = next(tree.iter(f"{SVG}svg"))
    title, desc = next(svg.iter(f"{SVG}title")), next(svg.iter(f"{SVG}desc"))
    assert (svg.get("role"), svg.get("aria-labelledby"), svg.get("aria-describedby")) == (
        "img",
        title.get("id"),
        desc.get("id"),
    )
    assert (title.text, desc.text) == (picture.title, picture.description)
    assert page.count("<th scope=") + page.count('scope="row"') >= len(picture.head)
    assert "12,345" in page
    assert 'href="/staff/reports/x.csv"' in page


@pytest.mark.parametrize("picture", pictures_of(VALUES), ids=lambda each: each.kind)
def test_it_has_no_styles_of_its_own_which_browsers_are_told_to_refuse(picture: Picture) -> None:
    page = drawn(picture)
    for forbidden in ("style=", "<style", "fill=", "stroke=", "onload", "url("):
        assert forbidden not in page


def test_what_somebody_named_a_team_is_never_markup() -> None:
    name = "<script>alert(1)</script>"
    page = drawn(Bars(name, name, (name, "People"), (Bar(name, 3, name),)))
    assert "<script>" not in page


def test_without_a_file_there_is_no_link() -> None:
    assert "Download" not in drawn(pictures_of([1])[0], file="")


def test_numbers_are_written_as_people_write_them() -> None:
    assert [written(each) for each in (None, 0, 1234, 2.25)] == ["not shown", "0", "1,234", "2.2"]
