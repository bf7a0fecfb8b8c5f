"""Forms that another website sends."""

import pytest
from starlette.datastructures import Headers

from app.core.same_origin import is_same_origin
from tests.page import Browser


@pytest.mark.parametrize(
    ("headers", "is_ours"),
    [
        ({"sec-fetch-site": "same-origin"}, True),
        ({"sec-fetch-site": "none"}, True),
        ({"sec-fetch-site": "cross-site"}, False),
        ({"sec-fetch-site": "same-site"}, False),
        ({"host": "a.example", "origin": "https://a.example"}, True),
        ({"host": "a.example", "origin": "https://b.example"}, False),
        ({"host": "a.example", "origin": "null"}, False),
        ({"host": "a.example", "origin": "http://["}, False),
        ({"host": "a.example"}, True),
    ],
)
def test_where_a_form_comes_from(headers: dict[str, str], *, is_ours: bool) -> None:
    assert is_same_origin(Headers(headers)) is is_ours


def test_another_websites_form_is_refused_with_a_page(stranger: Browser) -> None:
    answer = stranger.client.post(
        "/forgot-password", data={"email": "a@example.org"}, headers={"origin": "https://x.example"}
    )

    assert answer.status_code == 403
    assert "This form came from another website" in answer.text
    assert "content-security-policy" in answer.headers
