"""The walls between trusts, and that the tables are what the models say."""

import re
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, text

from app.core import migrate
from app.core.config import PROJECT
from app.models import metadata

# Where the platform scope is entered. Each is a named reason to look past the wall; add one only with a review.
PLATFORM_USES = {
    "app/accounts/sessions.py": {"ADMINISTRATION", "SIGN_IN"},
    "app/accounts/first_administrator.py": {"COMMAND_LINE"},
    "app/accounts/reset.py": {"SIGN_IN", "LINK"},
    "app/accounts/sign_in.py": {"SIGN_IN"},
    "app/core/migrate.py": {"MIGRATION"},
    "app/audit/command_line.py": {"COMMAND_LINE"},
    "app/demo": {"COMMAND_LINE"},
    "app/invitations": {"LINK", "JOIN"},
    "app/joining/doors.py": {"JOIN"},
    "app/keys/command_line.py": {"COMMAND_LINE"},
    "app/keys/root.py": {"START"},
    "app/lists/sending.py": {"SWEEP"},
    "app/mail/bounces.py": {"BOUNCE"},
    "app/mail/delivery.py": {"SWEEP"},
    "app/mail/stopping.py": {"LINK"},
    "app/risk/paging.py": {"SWEEP"},
    "app/reminders/service/sweeping.py": {"SWEEP"},
    "app/reports/command_line.py": {"COMMAND_LINE"},
    "worker/tasks.py": {"SWEEP"},
}

# What is searched is the content's own words, the same for every trust: there is nothing to wall off, and a policy
# would only need a scope of its own at every start. How far events have been counted is one moment for the whole program.
OPEN = ["search_entries", "usage_roll_ups"]
# Which trusts take part in which board of the forum: nothing about anybody, and the forum's own walls stand on it.
UNWALLED = ["forum_places"]


def test_every_table_with_a_trust_is_behind_a_forced_policy(owner: Engine) -> None:
    statement = text(
        """SELECT c.relname, c.relrowsecurity AND c.relforcerowsecurity AND EXISTS (
               SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'trust_wall')
           FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
           WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p')"""
    )
    with owner.connect() as connection:
        walled = {name: wall for name, wall in connection.execute(statement) if name != "alembic_version"}

    assert len(walled) == len(metadata.tables) > 10
    assert {name for name, wall in walled.items() if not wall} == {*OPEN, *UNWALLED}


def test_every_table_has_a_trust_or_is_the_trust_or_is_content() -> None:
    without = [name for name, table in metadata.tables.items() if "trust_id" not in table.columns]

    assert sorted(without) == sorted(["trusts", *OPEN])


def test_the_models_are_what_the_migrations_make(owner: Engine) -> None:
    with owner.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), metadata) == []


def test_the_migrations_are_one_line_and_named_by_number(owner: Engine) -> None:
    with owner.begin() as connection:
        scripts = ScriptDirectory.from_config(migrate.config(connection))

    assert len(scripts.get_heads()) == 1
    for script in scripts.walk_revisions():
        assert re.fullmatch(r"[0-9]{4}_[a-z_]+", script.revision)
        assert Path(script.path).stem == script.revision


def test_the_platform_scope_is_entered_only_where_it_is_listed() -> None:
    found = {}
    for path in (*(PROJECT / "app").rglob("*.py"), *(PROJECT / "worker").rglob("*.py")):
        reasons = set(re.findall(r"Platform\.([A-Z_]+)", path.read_text(encoding="utf-8")))
        if reasons:
            found[path.relative_to(PROJECT).as_posix()] = reasons

    for file, reasons in found.items():
        listed = [allowed for place, allowed in PLATFORM_USES.items() if file == place or file.startswith(f"{place}/")]
        assert listed, file
        assert reasons <= set().union(*listed), file
