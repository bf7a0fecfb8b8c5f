"""The forum's tables, one file a subject.

Names are in one place only: `forum_members` says which person a member is and never leaves their trust; everything
that other trusts may see of a commons knows the member's id alone. What belongs to a board is behind a wall that
opens to each trust that takes part in the board (`board_policy` in the migration).
"""

from app.forum.models.members import Draft, Follow, Member, Mute, Name, Reading
from app.forum.models.moderation import Act, Appeal, Complaint, Note, Report, Review, Sanction
from app.forum.models.notices import Notice
from app.forum.models.talk import Board, Mention, Place, Post, Revision, Thread

__all__ = [
    "Act",
    "Appeal",
    "Board",
    "Complaint",
    "Draft",
    "Follow",
    "Member",
    "Mention",
    "Mute",
    "Name",
    "Note",
    "Notice",
    "Place",
    "Post",
    "Reading",
    "Report",
    "Review",
    "Revision",
    "Sanction",
    "Thread",
]
