"""A member's own name, tags and mails; and other members, whom they may mute."""

from uuid import UUID

from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy.orm import Session

from app.accounts.dependencies import ForumUser
from app.core.forms import Errors, Fields, Form
from app.core.pages import render
from app.core.routing import Database, Router
from app.forum.dependencies import Member
from app.forum.forms import joining as forms
from app.forum.forms.writing import tag_choices
from app.forum.presenters.boards import tag_words
from app.forum.queries import members
from app.forum.queries.viewer import Viewer
from app.forum.service import following
from app.forum.service import joining as service
from app.forum.service.joining import NameTakenError

router = Router()

DONE = {"saved": "It is saved.", "mails": "It is saved."}


@router.get("/forum/me")
def me(request: Request, session: Database, _user: ForumUser, member: Member, done: str = "") -> Response:
    """What others see of the member, which mails they want, whom they muted."""
    return _page(request, session, member, forms.kept(member.name, member.tags), done=DONE.get(done, ""))


@router.post("/forum/me")
def change(request: Request, session: Database, user: ForumUser, member: Member, fields: Form) -> Response:
    """Changes the name and the tags, on earlier posts too."""
    # A name that is kept as it is was asked about before.
    asked = {**fields, "kept": fields.get("kept") or member.name}
    shown, errors = forms.read(asked, user=user, is_staff=member.is_staff, asks_rules=False)
    if shown is not None:
        try:
            service.rename(session, viewer=member, shown=shown)
        except NameTakenError:
            errors = {"name": forms.TAKEN}
    if errors:
        return _page(request, session, member, fields, errors=errors)
    return RedirectResponse("/forum/me?done=saved", 303)


@router.post("/forum/me/mails")
def choose_mails(session: Database, _user: ForumUser, member: Member, fields: Form) -> Response:
    """Which mails they want."""
    replies, weekly = (fields.get(each) == "yes" for each in ("replies", "weekly"))
    service.choose_mails(session, viewer=member, replies=replies, weekly=weekly)
    return RedirectResponse("/forum/me?done=mails#mails", 303)


@router.get("/forum/members/{member_id}")
def other_page(request: Request, session: Database, _user: ForumUser, member: Member, member_id: UUID) -> Response:
    """What another member says of themselves, and the button that mutes them. Never a list of what they wrote."""
    other = members.other(session, viewer=member, member_id=member_id)
    is_muted = any(each.member_id == member_id for each in members.muted(session, viewer=member))
    return render(
        request,
        "forum/member.html",
        other=other,
        tags=tag_words(other.tags),
        is_muted=is_muted,
        moderates=member.moderates,
    )


@router.post("/forum/members/{member_id}/mute")
def mute(session: Database, _user: ForumUser, member: Member, member_id: UUID) -> Response:
    """They do not want to read this person."""
    other = members.other(session, viewer=member, member_id=member_id)
    following.mute(session, viewer=member, other=other)
    return RedirectResponse(f"/forum/members/{other.member_id}", 303)


@router.post("/forum/members/{member_id}/unmute")
def unmute(session: Database, _user: ForumUser, member: Member, member_id: UUID) -> Response:
    """They read this person again."""
    other = members.other(session, viewer=member, member_id=member_id)
    following.unmute(session, viewer=member, member_id=other.member_id)
    return RedirectResponse(f"/forum/members/{other.member_id}", 303)


def _page(
    request: Request, session: Session, member: Viewer, fields: Fields, *, errors: Errors | None = None, done: str = ""
) -> Response:
    return render(
        request,
        "forum/me.html",
        status=422 if errors else 200,
        form=fields,
        errors=errors,
        kept=forms.may_be_real(fields, errors or {}),
        chosen=forms.tags_in(fields),
        tag_groups=tag_choices(),
        mails=members.mails(session, viewer=member),
        muted=members.muted(session, viewer=member),
        is_staff=member.is_staff,
        done=done,
    )
