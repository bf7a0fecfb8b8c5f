"""One row of what is told of the use for each trust, and one of the uptake of all trusts."""

from alembic import op

revision = "0014_ready_uptake"
down_revision = "0013_figures"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    _empty()
    op.drop_constraint("uq_use_reports_trust_id_period_sunday", "use_reports")
    op.drop_constraint(op.f("ck_use_reports_period_known"), "use_reports")
    op.alter_column("use_reports", "period", new_column_name="kind")
    op.create_check_constraint(op.f("ck_use_reports_kind_known"), "use_reports", "kind IN ('use', 'uptake')")
    op.create_unique_constraint(
        op.f("uq_use_reports_trust_id_kind"), "use_reports", ["trust_id", "kind"], postgresql_nulls_not_distinct=True
    )


def downgrade() -> None:
    _empty()
    op.drop_constraint("uq_use_reports_trust_id_kind", "use_reports")
    op.drop_constraint(op.f("ck_use_reports_kind_known"), "use_reports")
    op.alter_column("use_reports", "kind", new_column_name="period")
    known = "period IN ('all', '12-weeks', '4-weeks')"
    op.create_check_constraint(op.f("ck_use_reports_period_known"), "use_reports", known)
    op.create_unique_constraint(
        op.f("uq_use_reports_trust_id_period_sunday"),
        "use_reports",
        ["trust_id", "period", "sunday"],
        postgresql_nulls_not_distinct=True,
    )


def _empty() -> None:
    """What the other version made ready is of no use."""
    op.execute("TRUNCATE use_reports")
