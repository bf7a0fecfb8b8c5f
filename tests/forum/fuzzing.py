"""Documents as nobody should write them, for what members write; and what may come out of them.

A longer run by hand: python -m tests.forum.fuzzing 5000000
"""

import random
import re
import sys
import time
from collections.abc import Iterator

from app.core.markdown import members_html

_SCHEMES = (
    "https:", "http:", "javascript:", "JaVaScRiPt:", "java\tscript:", "java\nscript:", "&#106;avascript:",
    "&#x6A;avascript&colon;", "%6Aavascript:", "data:text/html;base64,", "vbscript:", "file:", "mailto:", "tel:", "//",
    "\\\\", "\x01javascript:", " javascript:", "feed:javascript:", "blob:", "ws:", "ｊavascript:", "",
)  # fmt: skip
_REST = (
    "alert(1)", "//evil.example/x", "//evil.example:80/?a=1&b=2#c", "//a@evil.example", "//nhs.uk@evil.example", "//nhs.uk.evil.example",
    "//ехample.com/", "//xn--80ak6aa92e.com", "//[::1]/", "//[", "//1.2.3.4", "//localhost", "/forum", "/forum/../sign-out", "/sign-out?x",
    '//evil.example/"onmouseover="alert(1)', "//evil.example/'><script>alert(1)</script>", "//evil.example/%22%3E%3Cimg", "//e.example/`x`",
    "//e.example/\u202emoc.shn", "PHNjcmlwdD4=", '//evil.example/ "title" onclick=x', "//evil.example/&quot;&gt;",
)  # fmt: skip
_HTML = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "<svg><script>alert(1)</script></svg>",
    '<math><mi//xlink:href="javascript:alert(1)">', "<iframe srcdoc='<script>alert(1)</script>'>", "<a href=javascript:alert(1)>x</a>",
    "<style>@import 'x'</style>", "<p style=position:fixed>", "<form action=//evil.example><input>", "<!--", "-->", "<![CDATA[", "]]>", "<?php", "<!DOCTYPE html>",
    "</p>", "</section>", "</main>", "</body>", "<table>", "<plaintext>", "<textarea>", '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "<template>", "<base href=//evil.example>", "<meta http-equiv=refresh content=0>", "<object data=x>", "<video><source onerror=alert(1)>",
    "<b", "<a ", "<", ">", '"', "'", "`", "&lt;script&gt;", "&#60;script&#62;", "&LT;img src=x onerror=alert&lpar;1&rpar;&GT;", "&", "&#0;", "&#xD800;", "&amp;lt;",
    "\x00", "\u2028", "\ufeff", "\u202e", "\u2066", "\u200b", "\ud7ff", "😀", "ﷺ", "e\u0301" * 3,
)  # fmt: skip
_MARKS = (
    "*", "**", "***", "_", "__", "~~", "`", "```\n", "> ", ">", "- ", "1. ", "1000000000) ", "+ ", "# ", "===\n", "---\n", "|a|b|\n|-|-|\n", "\\", "\\\n", "  \n", "\n",
    "\n\n", "\t", "    ", "[", "]", "(", ")", "![", "](", "][", "]: ", "[x]: ", "[^1]", "<https://", ">", "!", "@Heron ", ":::\n", "---\ntitle: x\n---\n", "$$", "{.x}", "{{ 7*7 }}",
)  # fmt: skip
_PLAIN = ("It was a long week.", "he", "a", "0", "We are tired, and that is all right.", "x" * 60)

_TAG = re.compile(
    r"</?(?:p|em|strong|blockquote|li)>|<br>|</(?:a|ul|ol)>"
    r'|<ul class="nhsuk-list nhsuk-list--bullet">|<ol(?: start="\d+")? class="nhsuk-list nhsuk-list--number">|<ol class="nhsuk-list nhsuk-list--number" start="\d+">'
    r'|<a href="(?:/[a-z0-9-]+(?:/[a-z0-9-]+)*(?:#[a-z0-9-]+)?|https?://[^\s"<>]+)"(?: target="_blank")? rel="noopener noreferrer nofollow">'
)
_NAME = re.compile(r"</?([a-z]+)")


def document(chance: random.Random) -> str:
    """One document, of up to some 30 pieces."""
    return "".join(_piece(chance) for _n in range(chance.choice((1, 2, 3, 5, 8, 13, 30))))


def _piece(chance: random.Random) -> str:
    kind = chance.random()
    if kind < 0.2:
        return chance.choice(_PLAIN)
    if kind < 0.6:
        return chance.choice(_MARKS)
    if kind < 0.8:
        return chance.choice(_HTML)
    address = chance.choice(_SCHEMES) + chance.choice(_REST)
    return chance.choice(
        ("[x]({})", "[x](<{}>)", "![x]({})", "<{}>", "{} ", '[x]({} "t")', "[x][y]\n\n[y]: {}\n", "[{0}]({0})")
    ).format(address)


def wrong(html: str) -> str:
    """What must not stand in the HTML; empty when all is well. No tag or attribute but those few, each closed in its turn."""
    left = _TAG.sub("", html)
    if "<" in left or ">" in left:
        return f"something else than our few tags: {left!r}"
    opened: list[str] = []
    for tag in _TAG.findall(html):
        name = _NAME.match(tag)
        assert name
        if tag.startswith("</"):
            if not opened or opened.pop() != name[1]:
                return f"{tag} closes what is not open"
        elif name[1] != "br":
            opened.append(name[1])
    return f"not closed: {opened}" if opened else ""


def documents(count: int, *, seed: int) -> Iterator[str]:
    """So many, the same for the same seed."""
    chance = random.Random(seed)
    return (document(chance) for _n in range(count))


def judge(count: int, *, seed: int) -> list[tuple[str, str]]:
    """The documents of which something must not be shown, with what it is."""
    # Not from the cache: each is new.
    render = members_html.__wrapped__
    found = ((each, wrong(str(render(each)))) for each in documents(count, seed=seed))
    return [(each, why) for each, why in found if why]


if __name__ == "__main__":
    began = time.monotonic()
    bad = judge(int(sys.argv[1]), seed=random.randrange(10**9))
    print(f"{sys.argv[1]} documents in {time.monotonic() - began:.0f} s, {len(bad)} bad", *bad[:10], sep="\n")
