"""What there is to read and to set, in the order in which it helps: the whole on one sheet, then its parts. Pure."""

from dataclasses import dataclass

from app.accounts.roles import Permission


@dataclass(frozen=True)
class Page:
    """A page of the figures, what it answers, and who may open it."""

    title: str
    href: str
    says: str
    permission: Permission = Permission.REPORTS_READ


PAGES = (
    Page("One page for the board", "/staff/reports/board", "The main figures on one sheet of paper."),
    Page(
        "Uptake", "/staff/reports/uptake", "Who was invited, who joined, and where people stop, by team and by inviter."
    ),
    Page("Use", "/staff/reports/use", "How many relatives use it, how often and how long, what they read, and when."),
    Page(
        "Check-ins",
        "/staff/reports/check-ins",
        "How relatives' answers to questionnaires changed after 12 and 24 weeks, never of one person.",
    ),
    Page(
        "Work and cost", "/staff/reports/work", "Messages, posts and flags, how soon somebody looked, hours and cost."
    ),
    Page(
        "Offer to carers",
        "/staff/reports/quality",
        "NICE quality standard 80, statement 8: of the carers whom teams know, who was offered something.",
        Permission.REPORTS_SETTINGS,
    ),
    Page(
        "Activity for the record system",
        "/staff/reports/activity",
        "What was offered on which day, with codes, as a file for your record system.",
        Permission.REPORTS_SETTINGS,
    ),
    Page(
        "Making Holdfast usual work",
        "/staff/implementation",
        "What is still to do before it runs by itself, who does it, and what staff say.",
        Permission.IMPLEMENTATION_MANAGE,
    ),
    Page("Files", "/staff/reports/files", "Every table and picture as a file, and what each column means."),
)

SETTINGS = (
    Page(
        "People on the caseload",
        "/staff/reports/caseloads",
        "How many people each team works with.",
        Permission.REPORTS_SETTINGS,
    ),
    Page("What an hour costs", "/staff/reports/costs", "For the cost of each relative.", Permission.REPORTS_SETTINGS),
    Page(
        "Codes for the record system", "/staff/reports/codes", "SNOMED CT, for the file.", Permission.REPORTS_SETTINGS
    ),
    Page(
        "Who is left out of the figures",
        "/staff/reports/left-out",
        "Accounts that colleagues made to try it.",
        Permission.REPORTS_SETTINGS,
    ),
    Page(
        "How long use is kept",
        "/staff/reports/keeping",
        "When single events are deleted. What was counted of them stays.",
        Permission.REPORTS_SETTINGS,
    ),
)
