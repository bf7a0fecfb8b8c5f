"""The directory: what is for tonight, then what is near, then the whole country. What was asked stands in the address."""

from collections.abc import Mapping
from typing import Any

from fastapi import Request, Response

from app.accounts.dependencies import ModuleReader
from app.accounts.roles import Permission
from app.core.clock import london_day, now
from app.core.pages import render
from app.core.routing import Database, Router
from app.directory import presenters, queries
from app.directory.content import Route
from app.directory.finding import matching, readable
from app.directory.rules import NATIONS, NEEDS

router = Router()


@router.get("/directory")
def directory(
    request: Request, session: Database, user: ModuleReader, nation: str = "", need: str = "", q: str = ""
) -> Response:
    """Everything, or what fits a nation, a need and some words; what nobody offers to choose is not asked for."""
    today = london_day(now())
    asked = {"nation": nation if nation in NATIONS else "", "need": need if need in NEEDS else "", "words": readable(q)}
    national = request.app.state.directory.routes(today=today)
    local = [presenters.local(each, today=today) for each in queries.by_name(session, trust_id=user.own_trust)]
    found = matching([*local, *(each for each in national if not _is_first(each))], **asked)
    return render(
        request,
        "directory/directory.html",
        first=[each for each in national if _is_first(each) and asked["nation"] in {"", *each.nations}],
        near=[each for each in found if each.kind == "local"],
        national=[each for each in found if each.kind != "local"],
        form={"nation": asked["nation"], "need": asked["need"], "q": asked["words"]},
        filtered=any(asked.values()),
        nations=_options(NATIONS, "Anywhere"),
        needs=_options(NEEDS, "Anything"),
        may_edit=user.may(Permission.DIRECTORY_EDIT),
    )


def _options(words: Mapping[Any, str], everything: str) -> list[dict[str, str]]:
    offered = [{"value": value, "text": text} for value, text in words.items()]
    return [{"value": "", "text": everything}, *offered]


def _is_first(route: Route) -> bool:
    """Whether it stands above everything: the emergency number, and the one crisis line of each nation."""
    return route.kind == "emergency" or (route.kind == "crisis" and len(route.nations) == 1)
