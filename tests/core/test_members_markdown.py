"""What members write becomes safe HTML: few marks, no images, and links that say where they lead."""

import pytest

from app.core.markdown import members_html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**a** and *b*", "<p><strong>a</strong> and <em>b</em></p>"),
        ("one\ntwo", "<p>one<br>\ntwo</p>"),
        ("> said", "<blockquote>\n<p>said</p>\n</blockquote>"),
        ("# no\n\n---\n\n`x`", "<p># no</p>\n<p>---</p>\n<p>`x`</p>"),
        ("<b onclick=x>hi</b>", "<p>&lt;b onclick=x&gt;hi&lt;/b&gt;</p>"),
    ],
)
def test_marks(text: str, html: str) -> None:
    assert members_html(text).strip() == html


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "//evil.example",
        "/\\evil.example",
        "vbscript:x",
        "https://nodots",
        "https://ex ample.org",
        "mailto:a@b.org",
        "http://[::1]/",
    ],
)
def test_what_leads_nowhere_safe_is_no_link(address: str) -> None:
    for text in (f"[x]({address})", f"[x](<{address}>)", f"<{address}>", address):
        assert "<a" not in members_html(text), text


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("[nhs.uk](https://evil.example/nhs.uk)", "evil.example"),
        ("[click](https://nhs.uk@evil.example/)", "evil.example"),
        ("[https://nhs.uk](https://evil.example)", "evil.example"),
        ("![picture](https://evil.example/p.png)", "evil.example"),
    ],
)
def test_a_link_says_where_it_leads(text: str, host: str) -> None:
    html = members_html(text)

    assert f" ({host}, opens in a new tab)</a>" in html
    assert 'rel="noopener noreferrer nofollow"' in html
    assert "<img" not in html


def test_a_pasted_address_becomes_a_link_without_the_full_stop() -> None:
    html = members_html("See https://www.nhs.uk/a_b_c?x=1.")

    assert 'href="https://www.nhs.uk/a_b_c?x=1"' in html
    assert "www.nhs.uk/a_b_c?x=1 (opens in a new tab)</a>." in html


def test_our_own_pages_open_in_the_same_tab() -> None:
    html = members_html("[First steps](/modules/first-steps)")

    assert '<a href="/modules/first-steps"' in html
    assert "target" not in html


def test_letters_that_pose_as_others_and_turned_writing_do_not_hide_an_address() -> None:
    assert "<a" not in members_html("https://аpple.com/x")
    assert "xn--" in members_html("[x](https://аpple.com/x)")
    assert "\u202e" not in members_html("a\u202eb")
