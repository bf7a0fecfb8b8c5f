"""A browser in words that its owner recognises."""

_BROWSERS = (("Edg/", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Firefox/", "Firefox"))
_MORE_BROWSERS = (("Chrome/", "Chrome"), ("CriOS/", "Chrome"), ("Safari/", "Safari"))
_SYSTEMS = (
    ("iPhone", "an iPhone"),
    ("iPad", "an iPad"),
    ("Android", "an Android phone or tablet"),
    ("Windows", "a Windows computer"),
    ("Mac OS X", "a Mac"),
    ("CrOS", "a Chromebook"),
    ("Linux", "a Linux computer"),
)


def in_words(user_agent: str) -> str:
    """Such as "Chrome on a Windows computer"."""
    browser = _first(user_agent, _BROWSERS + _MORE_BROWSERS, "A browser")
    return f"{browser} on {_first(user_agent, _SYSTEMS, 'another device')}"


def _first(user_agent: str, names: tuple[tuple[str, str], ...], otherwise: str) -> str:
    return next((words for mark, words in names if mark in user_agent), otherwise)
