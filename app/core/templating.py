"""The one Jinja environment, for pages and mails, and how dates and counts are written."""

from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import (
    BaseLoader,
    ChainableUndefined,
    Environment,
    FileSystemLoader,
    PackageLoader,
    PrefixLoader,
    StrictUndefined,
    Template,
)

from app.core import static_files
from app.core.london import LONDON, clock_words

_APP = Path(__file__).resolve().parents[1]
_OPTIONS: dict[str, Any] = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True, "auto_reload": False}


class _DesignSystem(BaseLoader):
    """Loads the NHS macros in an environment of their own: they read parameters that nobody gave."""

    def __init__(self) -> None:
        loader = PrefixLoader({"nhsuk": PackageLoader("nhsuk_frontend_jinja", "templates/nhsuk")})
        self.environment = Environment(loader=loader, undefined=ChainableUndefined, **_OPTIONS)  # noqa: S701 - it is on

    def load(self, environment: Environment, name: str, globals: Any = None) -> Template:  # noqa: A002, ARG002 - Jinja's
        """The template, made in the design system's environment and not in the one that asks."""
        return self.environment.get_template(f"nhsuk/{name}")

    def list_templates(self) -> list[str]:
        """Nothing: what belongs to the package is not ours to check."""
        return []


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The app's templates: `accounts/sign_in.html` is app/accounts/templates/sign_in.html."""
    loaders: dict[str, BaseLoader] = {
        folder.parent.name: FileSystemLoader(folder) for folder in _APP.glob("*/templates")
    }
    loader = PrefixLoader({**loaders, "nhsuk": _DesignSystem()})
    options = _OPTIONS | {"autoescape": _is_markup}
    made = Environment(loader=loader, undefined=StrictUndefined, **options)  # noqa: S701 - it is on for markup
    made.globals["asset"] = static_files.address
    made.filters.update({"longdate": long_date, "datetime": date_and_time, "plural": plural})
    return made


def _is_markup(name: str | None) -> bool:
    """Everything but the plain text of mails, in which an apostrophe stays an apostrophe."""
    return not (name or "").endswith(".txt")


def long_date(moment: date) -> str:
    """A day as "Tuesday 24 November 2026"; of an aware datetime, the day in London."""
    day = _in_london(moment) if isinstance(moment, datetime) else moment
    return f"{day:%A} {day.day} {day:%B} {day.year}"


def date_and_time(moment: datetime) -> str:
    """An aware moment as "Tuesday 24 November 2026, 3:15pm" in London; on the hour "3pm", "midday", "midnight"."""
    return f"{long_date(moment)}, {clock_words(_in_london(moment).time())}"


def _in_london(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("A time without a zone cannot be shown: it may be an hour wrong.")
    return moment.astimezone(LONDON)


def plural(count: int, one: str, many: str = "") -> str:
    """A count with its noun: "1 page", "3 pages", "2 people"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
