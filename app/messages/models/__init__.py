"""The tables of messages, one file a subject.

What anybody wrote is in columns called `sealed`, locked with the conversation's own key (app.keys, owner: the
conversation's id) to the row that holds it. Destroying that key destroys the words, in backups made later too.
"""

from app.messages.models.conversations import Act, Conversation, Message, Note
from app.messages.models.glass import Opening
from app.messages.models.team import CannedReply, Minutes, PromiseOfTrust, SupervisionPoint, SupporterProfile
from app.messages.models.writing import Draft, Reply, Understanding

__all__ = [
    "Act",
    "CannedReply",
    "Conversation",
    "Draft",
    "Message",
    "Minutes",
    "Note",
    "Opening",
    "PromiseOfTrust",
    "Reply",
    "SupervisionPoint",
    "SupporterProfile",
    "Understanding",
]
