"""What is counted of each relative, in the words of the page. Pure."""

from dataclasses import dataclass
from enum import StrEnum


class Measure(StrEnum):
    """What is counted; all but the modules are columns of usage_days."""

    LOGINS = "logins"
    VISITS = "visits"
    MINUTES = "active_seconds"
    MODULES = "modules"
    COMPLETED = "completed"
    PAGES = "pages"
    TOOLBOX = "toolbox"
    READ = "threads"
    WROTE = "posts"
    MESSAGES = "messages"


@dataclass(frozen=True)
class Words:
    """How a measure is called, and what one of its numbers is divided by."""

    name: str
    file_name: str
    unit: int = 1


WORDS = {
    Measure.LOGINS: Words("Logins", "logins"),
    Measure.VISITS: Words("Visits", "visits"),
    Measure.MINUTES: Words("Active minutes", "active_minutes", 60),
    Measure.MODULES: Words("Modules viewed", "modules_viewed"),
    Measure.COMPLETED: Words("Modules completed", "modules_completed"),
    Measure.PAGES: Words("Pages, counted once a day", "pages"),
    Measure.TOOLBOX: Words("Toolbox opened", "toolbox"),
    Measure.READ: Words("Forum threads read", "forum_read"),
    Measure.WROTE: Words("Forum posts written", "forum_wrote"),
    Measure.MESSAGES: Words("Messages written", "messages"),
}
OF_DAYS = tuple(measure for measure in Measure if measure not in {Measure.MODULES, Measure.COMPLETED})
# For each team or trust, as in the study.
OF_PARTS = (Measure.LOGINS, Measure.MINUTES)
# These are told piece by piece elsewhere, each piece with its own last day: messages week by week on the supporters' page,
# visits by hours, modules one by one. A sum beside the pieces would say what is in between.
NEVER_ADDED_UP = frozenset({Measure.MESSAGES, Measure.VISITS, Measure.MODULES, Measure.COMPLETED})
