"""The roles, as data with words that a coordinator can read. Source: who saw what in the NHS version of REACT."""

from dataclasses import dataclass
from enum import StrEnum


class Permission(StrEnum):
    """Everything that somebody can be allowed to do, as resource:action."""

    ACCOUNT_OWN = "account:own"  # everybody: their own account
    TOOLKIT_USE = "toolkit:use"  # work through modules and keep answers
    MODULES_READ = "modules:read"  # look at the modules without leaving a trace
    STAFF_HOME = "staff:home"
    INVITATIONS_SEND = "invitations:send"  # invite relatives to their own teams
    CARERS_LIST = "carers:list"  # the carers that their own teams know of, and who was never asked
    CONTACT_STOP = "contact:stop"  # say that somebody is not to be written to any more
    TRAINING_TAKE = "training:take"  # the staff course
    TRAINING_FIGURES = "training:figures"  # who has done the staff course
    DIRECTORY_EDIT = "directory:edit"  # the local help of the trust's directory
    SHARED_READ = "shared:read"  # what relatives of their own teams chose to share
    TOPICS_MANAGE = "topics:manage"  # what relatives ask to read about
    FORUM_USE = "forum:use"  # read and write in the forum
    FORUM_MODERATE = "forum:moderate"  # look at what waits, and act on it
    FORUM_SETTINGS = "forum:settings"  # boards and how they are moderated, never what is written
    FORUM_FIGURES = "forum:figures"  # how busy it is and how fast it is looked after
    COMPLAINTS_ANSWER = "complaints:answer"  # complaints about the service
    MESSAGES_WRITE = "messages:write"  # write to the supporters
    MESSAGES_ANSWER = "messages:answer"  # the inbox: read and answer
    MESSAGES_SETTINGS = "messages:settings"  # the promise, training, and how many wait; never what is written
    MESSAGES_FIGURES = "messages:figures"  # how many and how fast; never what is written
    MESSAGES_OPEN = "messages:open"  # read one conversation in an emergency, if a second person agrees
    MESSAGES_AGREE = "messages:agree"  # be that second person
    RISK_RAISE = "risk:raise"  # tell of a worry about somebody's safety
    RISK_WORK = "risk:work"  # the queue of what a person must look at, and what was written
    RISK_FIGURES = "risk:figures"  # how fast that is done, never what was written
    RISK_SETTINGS = "risk:settings"  # service hours, rota and duty contacts
    PEOPLE_MANAGE = "people:manage"  # staff accounts of the trust
    REPORTS_READ = "reports:read"  # the trust's figures
    REPORTS_SETTINGS = (
        "reports:settings"  # what the figures are worked out with: costs, codes, caseloads, test accounts
    )
    CHECK_INS_SETTINGS = "check-ins:settings"  # which questionnaires are used, licences, never an answer
    RESEARCH_MANAGE = "research:manage"  # a study, and the answers of those who agreed, without names
    HOURS_LOG = "hours:log"  # their own hours of work for Holdfast
    IMPLEMENTATION_TAKE = "implementation:take"  # the workspace, and NoMAD's questions
    IMPLEMENTATION_MANAGE = "implementation:manage"  # the checklist, rounds, what became of suggestions
    SUGGESTIONS_WRITE = "suggestions:write"  # say what should be different, and read what was done
    PLATFORM_MANAGE = "platform:manage"  # trusts and their first leads


class Role(StrEnum):
    """Who somebody is here."""

    RELATIVE = "relative"
    CLINICIAN = "clinician"
    SUPPORTER = "supporter"
    MODERATOR = "moderator"
    SAFEGUARDING_LEAD = "safeguarding_lead"
    TRUST_LEAD = "trust_lead"
    PLATFORM_ADMINISTRATOR = "platform_administrator"


@dataclass(frozen=True)
class RoleWords:
    """A role's name, its job in a sentence, and what it may do."""

    name: str
    job: str
    permissions: frozenset[Permission]
    works_in_team: bool = False


_STAFF = {
    Permission.ACCOUNT_OWN,
    Permission.STAFF_HOME,
    Permission.MODULES_READ,
    Permission.RISK_RAISE,
    Permission.TRAINING_TAKE,
    Permission.HOURS_LOG,
    Permission.IMPLEMENTATION_TAKE,
    Permission.SUGGESTIONS_WRITE,
}
_INVITES = {Permission.INVITATIONS_SEND, Permission.CARERS_LIST, Permission.CONTACT_STOP, Permission.SHARED_READ}
_LOOKS = _STAFF | {Permission.RISK_WORK, Permission.RISK_FIGURES}
_FORUM = {Permission.FORUM_USE, Permission.FORUM_MODERATE, Permission.FORUM_FIGURES}

ROLES: dict[Role, RoleWords] = {
    Role.RELATIVE: RoleWords(
        "Relative or friend",
        "Uses the toolkit. Sees nothing of other people's records.",
        frozenset(
            {Permission.ACCOUNT_OWN, Permission.TOOLKIT_USE, Permission.MODULES_READ, Permission.FORUM_USE}
            | {Permission.MESSAGES_WRITE, Permission.SUGGESTIONS_WRITE}
        ),
        works_in_team=True,
    ),
    Role.CLINICIAN: RoleWords(
        "Clinician",
        "Invites relatives. Sees the modules, never the forum or messages.",
        frozenset(_STAFF | _INVITES),
        works_in_team=True,
    ),
    Role.SUPPORTER: RoleWords(
        "Supporter",
        "Supports relatives who use the toolkit, and invites them too. Looks after the local help in the directory.",
        frozenset(
            _LOOKS
            | _FORUM
            | _INVITES
            | {Permission.DIRECTORY_EDIT, Permission.TOPICS_MANAGE}
            | {Permission.MESSAGES_ANSWER, Permission.MESSAGES_FIGURES}
        ),
        works_in_team=True,
    ),
    Role.MODERATOR: RoleWords("Moderator", "Keeps the forum safe.", frozenset(_LOOKS | _FORUM)),
    Role.SAFEGUARDING_LEAD: RoleWords(
        "Safeguarding lead",
        "Looks at worries about somebody's safety.",
        frozenset(_LOOKS | {Permission.COMPLAINTS_ANSWER, Permission.MESSAGES_OPEN, Permission.MESSAGES_AGREE}),
    ),
    Role.TRUST_LEAD: RoleWords(
        "Trust lead",
        "Makes staff accounts and sees the trust's figures. Never the forum or messages.",
        frozenset(
            _STAFF
            | {Permission.PEOPLE_MANAGE, Permission.REPORTS_READ, Permission.DIRECTORY_EDIT, Permission.TOPICS_MANAGE}
            | {Permission.RISK_FIGURES, Permission.RISK_SETTINGS}
            | {Permission.CONTACT_STOP, Permission.TRAINING_FIGURES}
            | {Permission.REPORTS_SETTINGS, Permission.IMPLEMENTATION_MANAGE}
            | {Permission.CHECK_INS_SETTINGS, Permission.RESEARCH_MANAGE}
            | {Permission.FORUM_SETTINGS, Permission.FORUM_FIGURES, Permission.COMPLAINTS_ANSWER}
            | {Permission.MESSAGES_SETTINGS, Permission.MESSAGES_FIGURES, Permission.MESSAGES_AGREE}
        ),
    ),
    Role.PLATFORM_ADMINISTRATOR: RoleWords(
        "Platform administrator",
        "Sets up trusts and their leads, and sees the figures of all trusts. Never what anybody wrote.",
        frozenset({Permission.ACCOUNT_OWN, Permission.STAFF_HOME, Permission.PLATFORM_MANAGE, Permission.REPORTS_READ}),
    ),
}

# Those whom a trust lead makes accounts for; relatives come by invitation from a team.
STAFF_ROLES = tuple(role for role in Role if role not in {Role.RELATIVE, Role.PLATFORM_ADMINISTRATOR})


def permissions_of(roles: frozenset[Role]) -> frozenset[Permission]:
    """All that somebody with these roles may do."""
    return frozenset().union(*(ROLES[role].permissions for role in roles))
