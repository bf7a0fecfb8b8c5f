"""What gets a row of its own in a report: each team of a trust and the whole trust, or each trust and all together."""

from uuid import UUID

ALL_TRUSTS = UUID(int=0)

# The common beginning of the reports' statements.
# counted: the trust asked for; or all, but practice trusts only as long as there are no others.
# places: `place` is whose row it is, `unit` a team or trust of which everything counts there.
# invites: every invitation of a relative, once for each place where it counts. `by_staff`: somebody who works there sent
# it, by the form or with a list; nobody did if the relative asked with a code.
PLACES = """
counted AS (
    SELECT id, name FROM trusts
    WHERE id = :trust_id
       OR CAST(:trust_id AS uuid) IS NULL AND is_demo = (SELECT bool_and(is_demo) FROM trusts)
), places (place, unit, trust, team) AS (
    SELECT teams.id, teams.id, counted.name, teams.name FROM teams JOIN counted ON counted.id = teams.trust_id
    WHERE counted.id = :trust_id
    UNION ALL SELECT id, id, name, '' FROM counted
    UNION ALL SELECT CAST(:all_trusts AS uuid), id, 'All trusts', '' FROM counted WHERE CAST(:trust_id AS uuid) IS NULL
), invites AS (
    SELECT place, inviter_id, inviter_id IS NOT NULL AS by_staff, email, person_id, sent_at, failure,
           coalesce(opened_at, declined_at) AS opened_at
    FROM invitations CROSS JOIN LATERAL (VALUES (trust_id), (team_id)) AS its (unit) JOIN places USING (unit)
    WHERE role = 'relative' AND state <> 'drafted'
)"""


def parameters(trust_id: UUID | None) -> dict[str, UUID | None]:
    """What PLACES asks for: one trust with its teams, or None for all trusts."""
    return {"trust_id": trust_id, "all_trusts": ALL_TRUSTS}


def total_of(trust_id: UUID | None) -> UUID:
    """The place of the row that holds the others."""
    return trust_id or ALL_TRUSTS
