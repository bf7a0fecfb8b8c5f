"""What the plans under /plans refer to in the modules: the boxes of activities with several."""

from app.modules.content.blocks import Plan
from app.modules.content.library import Library


def boxes(library: Library) -> dict[str, tuple[str, ...]]:
    """The names of each activity's boxes, by the name under which its answer is kept."""
    pages = [page for module in library.modules for page in module.pages]
    plans = [(page.module, each) for page in pages for each in page.activities.values() if isinstance(each, Plan)]
    return {f"{module}/{each.name}": tuple(field.id for field in each.fields) for module, each in plans}
