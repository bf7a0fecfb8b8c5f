"""Pages of a team's list of carers."""

from app.carers.caseloads import routes as caseloads
from app.carers.coding import routes as coding
from app.carers.routes import listing, one_carer

ROUTERS = (
    # The list before the one, whose address ends in any id.
    listing.router,
    one_carer.router,
    caseloads.router,
    coding.router,
)
