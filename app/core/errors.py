"""One tree of errors. Each has its own sentence for the person who meets it; error_pages makes it a page."""


class HoldfastError(Exception):
    """The root: `sentence` is what the reader is told, `status` the HTTP status."""

    status = 500
    title = "Sorry, something went wrong"
    sentence = "The page could not be made. Nothing that you saved before is lost. Try again in a few minutes."

    def __init__(self, sentence: str | None = None) -> None:
        super().__init__(sentence or self.sentence)
        self.sentence = sentence or self.sentence


class SettingsError(HoldfastError):
    """A setting is missing or wrong: the program stops at start with this sentence."""


class ContentError(HoldfastError):
    """A content file is broken: the program stops at start with file, line and a sentence."""


class NotFound(HoldfastError):
    """There is no such thing, or this person should not know that there is."""

    status = 404
    title = "Page not found"
    sentence = "There is no page at this address. If you typed it, check it. If you followed a link, it may be old."


class SignInNeeded(HoldfastError):
    """Nobody is signed in; becomes a redirect to the sign-in page."""

    status = 401
    title = "Sign in"
    sentence = "Sign in to see this page."


class Elsewhere(HoldfastError):
    """Something must be done on another page first; becomes a redirect to it."""

    status = 303

    def __init__(self, href: str) -> None:
        super().__init__()
        self.href = href


class CrossSite(HoldfastError):
    """A form arrived from another website."""

    status = 403
    title = "This form came from another website"
    sentence = "For your safety nothing was changed. Go to the page itself and send the form from there."


class WrongMethod(HoldfastError):
    """The address is known, but not for this."""

    status = 405
    title = "This cannot be done like that"
    sentence = "Go back to the page and use its buttons."


class NotReadable(HoldfastError):
    """A form arrived in pieces that make no form."""

    status = 400
    title = "The form could not be read"
    sentence = "Something went wrong on the way here. Go back and send it again."


class TooLarge(HoldfastError):
    """A form is longer than anything that a page of ours takes."""

    status = 413
    title = "That is too long"
    sentence = "What you sent is larger than this page can take. Go back, shorten it, or choose a smaller picture or file, and send it again."


class Conflict(HoldfastError):
    """Somebody else changed the thing first, or it is no longer in a state where this can be done."""

    status = 409
    title = "This has changed"
    sentence = "Somebody changed this while you had it open. Look at it again, then decide."


class TooManyTries(HoldfastError):
    """A rate limit was reached; `seconds` until another try is allowed."""

    status = 429
    title = "Too many tries"

    def __init__(self, *, seconds: int) -> None:
        self.seconds = seconds
        minutes = max(1, round(seconds / 60))
        super().__init__(f"To keep accounts safe, wait {minutes} minute{'s' if minutes != 1 else ''} and try again.")


class Unavailable(HoldfastError):
    """A part that this page cannot do without is not answering."""

    status = 503
    title = "Sorry, this is not working just now"
    sentence = "We cannot do this at the moment. Nothing is lost. Try again in a few minutes."
