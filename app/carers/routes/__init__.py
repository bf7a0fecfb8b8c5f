"""Pages of a team's list of carers."""

from app.carers.routes import listing, one_carer

ROUTERS = (
    # The list before the one, whose address ends in any id.
    listing.router,
    one_carer.router,
)
