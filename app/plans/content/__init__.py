"""The plans as data: modules_content/plans/*.yaml, one plan a file, checked whole."""

from app.plans.content.loader import FOLDER, Elsewhere, load, read_all
from app.plans.content.plan import Field, Letter, Plan, Step

__all__ = ["FOLDER", "Elsewhere", "Field", "Letter", "Plan", "Step", "load", "read_all"]
