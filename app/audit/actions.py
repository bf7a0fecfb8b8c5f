"""The closed vocabulary of audited actions, as noun.verb."""

from enum import StrEnum


class Action(StrEnum):
    """What is written down about who did what to whom."""

    SIGNED_IN = "session.started"
    SIGN_IN_REFUSED = "session.refused"
    SIGNED_OUT = "session.ended"
    PASSWORD_RESET_ASKED = "password.reset-asked"  # noqa: S105 - an action, not a password
    PASSWORD_CHANGED = "password.changed"  # noqa: S105 - likewise
    TRUST_CREATED = "trust.created"
    TRUST_CHANGED = "trust.changed"
    TEAM_CREATED = "team.created"
    TEAM_RENAMED = "team.renamed"
    PERSON_CREATED = "person.created"
    PERSON_CLOSED = "person.closed"
    ROLE_GRANTED = "role.granted"
    INVITATION_DRAFTED = "invitation.drafted"
    INVITATION_DISCARDED = "invitation.discarded"
    INVITATION_CREATED = "invitation.created"
    INVITATION_SENT_AGAIN = "invitation.sent-again"
    INVITATION_CORRECTED = "invitation.corrected"
    INVITATION_REVOKED = "invitation.revoked"
    INVITATION_OPENED = "invitation.opened"
    INVITATION_EXPIRED = "invitation.expired"
    INVITATION_ACCEPTED = "invitation.accepted"
    INVITATION_DECLINED = "invitation.declined"
    INVITATION_UNDELIVERABLE = "invitation.undeliverable"
    ITEM_SHARED = "item.shared"
    ITEM_TAKEN_BACK = "item.taken-back"
    SHARED_ITEM_READ = "item.read"
    TOOLBOX_EMPTIED = "toolbox.emptied"
    REPORT_EXPORTED = "report.exported"
    RESOURCE_ADDED = "resource.added"
    RESOURCE_CHANGED = "resource.changed"
    RESOURCE_CHECKED = "resource.checked"
    RESOURCE_REMOVED = "resource.removed"
    TOPIC_DECIDED = "topic.decided"
    TOPIC_WRITER_SHOWN = "topic.writer-shown"
