"""The steps of the funnel. Pure."""

from enum import StrEnum


class Stage(StrEnum):
    """The steps, in order. Who takes one has taken all before it."""

    IDENTIFIED = "identified"
    INVITED = "invited"
    DELIVERED = "delivered"
    LINK_OPENED = "link_opened"
    ACCOUNT = "account"
    FIRST_MODULE = "first_module"
    CAME_BACK = "came_back"
    TOOK_PART = "took_part"
    SHARED = "shared"


# Counted from what people did with the toolkit, so they move only when five people or more have changed them.
FROM_USE = (Stage.FIRST_MODULE, Stage.CAME_BACK, Stage.TOOK_PART, Stage.SHARED)
