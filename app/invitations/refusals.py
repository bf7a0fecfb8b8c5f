"""Why an invitation is not sent, or not yet. The form is shown again with the reason, and nothing typed is lost."""

from datetime import datetime

from app.core.errors import HoldfastError
from app.invitations.models import Invitation


class Refused(HoldfastError):
    """Nothing was sent: something about this address has to be known or decided first."""

    status = 422


class HasAccount(Refused):
    """Somebody with this address has joined this trust already."""

    title = "There is an account already"

    def __init__(self, *, since: datetime, closed_at: datetime | None) -> None:
        self.since, self.closed_at = since, closed_at
        super().__init__("There is an account with this address already.")


class InvitedBefore(Refused):
    """The address was invited before in this trust; it can be invited again by somebody who means it."""

    title = "This address was invited before"

    def __init__(self, earlier: Invitation) -> None:
        self.earlier = earlier
        super().__init__("This address was invited before.")


class InvitedOtherwise(Refused):
    """The address has a live invitation as a colleague and is now invited as a relative, or the other way round."""

    title = "This address is invited already"
    sentence = "There is an invitation to this address in another role. Use another address for this one"


class NotToBeWrittenTo(Refused):
    """The address bounced, or somebody said stop. Which it was is not told: they may not want it known."""

    title = "This address is not to be written to"
    sentence = (
        "We do not write to this address: mail to it came back, or somebody asked us to stop. "
        "Find out why before you use another address"
    )


class NotAGuest(Refused):
    """The trust is still trying Holdfast out, and the address is not on its guest list."""

    title = "Your trust is not live yet"
    sentence = (
        "Until your trust goes live, only addresses on its guest list get mail. Ask your trust lead to add this one, "
        "or save the invitation for later"
    )
