"""Pages for inviting, for joining, and for looking after a trust's people and teams."""

from app.invitations.routes import (
    ending_role,
    inviting,
    joining,
    no_contact,
    one_invitation,
    people,
    settings,
    staff_home,
    trusts,
)

ROUTERS = (
    joining.public,
    staff_home.router,
    inviting.router,
    one_invitation.router,
    people.router,
    ending_role.router,
    no_contact.router,
    settings.router,
    trusts.router,
)
