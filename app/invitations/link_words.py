"""What the holder of a link that leads nowhere is told: one page for each reason, each with a next step."""

from dataclasses import dataclass

from app.invitations.rules import Standing


@dataclass(frozen=True)
class OverPage:
    """The page: what is the matter, what it means, and what to do next."""

    status: int
    title: str
    sentence: str
    next_step: str
    offers_sign_in: bool = False


OVER: dict[Standing, OverPage] = {
    Standing.MALFORMED: OverPage(
        404,
        "This link is not complete",
        "Part of the link seems to be missing. Some mail programs break long links in two.",
        "Open it from the email again, or copy the whole link from the email into the address bar.",
    ),
    Standing.EXPIRED: OverPage(
        410,
        "This link has run out",
        "A link works for 28 days, so that an old email cannot be used by somebody else.",
        "Ask the team to send a fresh one. If you asked for the link yourself, you can ask again.",
    ),
    Standing.USED: OverPage(
        410,
        "This link was used already",
        "An account was set up with it. A link works once.",
        "Sign in with your email address and the password that you chose. If it was not you, tell the team.",
        offers_sign_in=True,
    ),
    Standing.DECLINED: OverPage(
        410,
        "You said no thank you",
        "That is fine. You need do nothing more, and it changes nothing about anybody's care.",
        "If you change your mind, ask the team to invite you again. They can do that at any time.",
    ),
    Standing.REVOKED: OverPage(
        410,
        "This invitation was withdrawn",
        "The team took it back. Often it was sent to the wrong address, or twice.",
        "If you think that you should have an invitation, ask the team.",
    ),
    Standing.SUPERSEDED: OverPage(
        410,
        "There is a newer link",
        "Another email was sent after this one, and only its link works.",
        "Look for the newest email from us. If you cannot find it, ask the team to send it again.",
    ),
    Standing.HAS_ACCOUNT_HERE: OverPage(
        409,
        "You have an account already",
        "An account with your email address is there. You do not need another one.",
        "Sign in with it. If you forgot the password, you can choose a new one.",
        offers_sign_in=True,
    ),
    Standing.HAS_ACCOUNT_ELSEWHERE: OverPage(
        409,
        "Please use another email address",
        "Your email address has an account already, with another health service. One address can have one account.",
        "Tell the team that invited you another address of yours, and they will send the invitation there. If you asked "
        "for the link yourself, ask again with the other address. Your account with the other service stays as it is.",
    ),
}
