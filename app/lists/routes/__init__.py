"""The pages of lists, for the staff who invite."""

from app.lists.routes import one_list, uploading

ROUTERS = (
    # Before the one list, whose address ends in any id.
    uploading.router,
    one_list.router,
)
