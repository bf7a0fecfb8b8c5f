"""What gets a row of its own in a report: each team of a trust and the whole trust, or each trust and all together."""

from uuid import UUID

ALL_TRUSTS = UUID(int=0)

# The common beginning of the reports' statements.
# counted: the trust asked for; or all, but practice trusts only as long as there are no others. Large tables are joined
# to it, although the wall between trusts says the same: through the wall alone no index is found.
# places: `place` is whose row it is, `unit` a team or trust of which everything counts there.
# left_out: whose use and invitations never count: test accounts, and whoever holds a role of staff.
# invites: every invitation of a relative, once for its trust and, if one trust is asked for, once for its team. What is
# counted of all trusts is added up from the trusts (ROLLUP), since counting 100,000 invitations twice takes twice as
# long. `by_staff`: somebody who works there sent it, by the form or with a list; nobody did if the relative asked with a code.
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
), left_out AS MATERIALIZED (
    SELECT people.id, email FROM people JOIN counted ON counted.id = people.trust_id WHERE is_test
    UNION ALL
    SELECT id, email FROM people WHERE id IN (
        SELECT person_id FROM role_grants WHERE trust_id IN (SELECT id FROM counted) AND role <> 'relative'
    )
), of_relatives AS NOT MATERIALIZED (
    SELECT trust_id, team_id, inviter_id, inviter_id IS NOT NULL AS by_staff, email COLLATE "C" AS email, person_id, created_at,
           sent_at, failure, coalesce(opened_at, declined_at) AS opened_at, accepted_at
    FROM invitations
    WHERE trust_id IN (SELECT id FROM counted) AND role = 'relative' AND state <> 'drafted'
      AND email NOT IN (SELECT email FROM left_out)
      AND (person_id IS NULL OR person_id NOT IN (SELECT id FROM left_out))
), invites AS (
    SELECT trust_id AS place, of_relatives.* FROM of_relatives
    UNION ALL
    SELECT team_id, of_relatives.* FROM of_relatives WHERE CAST(:trust_id AS uuid) IS NOT NULL AND team_id IS NOT NULL
)"""

# The common beginning of the statements about use; follows PLACES in the same WITH.
# members: every relative whose use counts, each once, in one part only, so that the parts add up to the whole. Not whoever
# holds a role of staff as well, nor a test account, nor somebody of a practice trust (unless there are only those). A closed
# account still counts, since what it did was done. `joined_at`: when the account was made. `part` is a team (of two always
# the same one), or a trust among all; the whole itself for somebody in no team.
MEMBERS = """
members AS MATERIALIZED (
    SELECT people.id AS person_id, created_at AS joined_at,
           CASE WHEN CAST(:trust_id AS uuid) IS NULL THEN people.trust_id ELSE coalesce(team_id, :whole) END AS part
    FROM people JOIN (
        SELECT person_id, (array_agg(team_id ORDER BY team_id))[1] AS team_id FROM role_grants
        WHERE trust_id IN (SELECT id FROM counted) GROUP BY person_id HAVING bool_and(role = 'relative')
    ) AS grants ON grants.person_id = people.id
    WHERE NOT is_test AND created_at < :until AND trust_id IN (SELECT id FROM counted)
)"""


def parameters(trust_id: UUID | None) -> dict[str, UUID | None]:
    """What PLACES asks for: one trust with its teams, or None for all trusts."""
    return {"trust_id": trust_id, "all_trusts": ALL_TRUSTS}


def total_of(trust_id: UUID | None) -> UUID:
    """The place of the row that holds the others."""
    return trust_id or ALL_TRUSTS
