"""How often somebody may ask, and how often a code may be wrong."""

from app.core.errors import TooManyTries
from app.core.rate_limits import Limit, hit, require_left
from app.core.templating import plural

# Many relatives may sit behind one address: a waiting room, an evening for families.
BY_ADDRESS = Limit("asking by address", "40 per hour")
BY_DOOR = Limit("asking by code", "120 per hour")
# Whoever typed it: nobody's mailbox is filled by somebody else, nor week after week.
BY_EMAIL = Limit("asking by email", "5 per day")
BY_EMAIL_LONG = Limit("asking by email for a month", "10 per 30 days")
# Then right ones are not looked up either, for everybody behind the address: so many that only a machine gets there.
WRONG = Limit("wrong codes by address", "100 per hour")
_HOUR, _DAY = 3600, 24 * 3600


class AskedOften(TooManyTries):
    """A limit was reached, most likely by others behind the same address."""

    title = "Please try again later"

    def __init__(self, *, seconds: int) -> None:
        super().__init__(seconds=seconds)
        self.sentence = (
            f"There were many tries in a short time, perhaps by other people near you. You have done nothing wrong. Wait "
            f"{_wait(seconds)}, and try again. Or ask the team to invite you: they only need your email address."
        )


def before_looking_up(address: str) -> None:
    """Nobody looks a code up who was wrong too often. Raises AskedOften or Unavailable."""
    try:
        require_left(WRONG, address)
    except TooManyTries as reached:
        raise AskedOften(seconds=reached.seconds) from None


def was_wrong(address: str) -> None:
    """Counts a code that there is not. Raises AskedOften or Unavailable."""
    _count(WRONG, address)


def asks(*, address: str, door: str, email: str) -> None:
    """Counts one who asks, whoever it is. Raises AskedOften or Unavailable."""
    mailbox = _mailbox(email)
    for limit, key in ((BY_ADDRESS, address), (BY_DOOR, door), (BY_EMAIL, mailbox), (BY_EMAIL_LONG, mailbox)):
        _count(limit, key)


def _mailbox(email: str) -> str:
    """Many ways to write it lead into one mailbox: jo.smith+a@ and josmith@."""
    name, _at, place = email.rpartition("@")
    return f"{name.partition('+')[0].replace('.', '')}@{place}"


def _wait(seconds: int) -> str:
    if seconds > 2 * _DAY:
        return f"{round(seconds / _DAY)} days"
    return "until tomorrow" if seconds > 2 * _HOUR else plural(max(1, round(seconds / 60)), "minute")


def _count(limit: Limit, key: str) -> None:
    try:
        hit(limit, key)
    except TooManyTries as reached:
        raise AskedOften(seconds=reached.seconds) from None
