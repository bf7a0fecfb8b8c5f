"""The command line: `holdfast run | migrate | prepare | demo | create-admin | audit | content | keys | report | risk`."""

# Each command imports what it needs when it is called: the program that watches over the others stays small.
# ruff: noqa: PLC0415
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Annotated

import typer

from app.core.errors import HoldfastError

cli = typer.Typer(no_args_is_help=True, add_completion=False, help="Holdfast, the toolkit for relatives and friends.")
content = typer.Typer(no_args_is_help=True, help="The modules' files.")
keys = typer.Typer(no_args_is_help=True, help="The keys that lock what people keep.")
report = typer.Typer(no_args_is_help=True, help="The figures.")
risk = typer.Typer(no_args_is_help=True, help="What relatives write, read for signs of danger.")
_DAY = typer.Argument(formats=["%Y-%m-%d"])
cli.add_typer(content, name="content")
cli.add_typer(keys, name="keys")
cli.add_typer(report, name="report")
cli.add_typer(risk, name="risk")


@cli.command()
def run() -> None:
    """Start everything and stay up until Ctrl-C."""
    from app.core.config import settings
    from app.run import run as run_everything

    run_everything(settings=settings())


@cli.command()
def migrate() -> None:
    """Bring the database up to this version."""
    from app.core.embedded import borrow
    from app.core.migrate import upgrade

    with borrow.database() as url:
        upgrade(url)


@cli.command()
def prepare() -> None:
    """Bring the database up to this version and, outside production, load the demo trust."""
    from app.core.config import settings
    from app.core.health import require_redis
    from app.demo import load

    require_redis()
    with _database():
        if settings().env == "development":
            load.demo_trust()


@cli.command()
def demo(
    *, impart: Annotated[bool, typer.Option(help="Load the six trusts of the IMPART study instead.")] = False
) -> None:
    """Load the demo trust, with one person for each role."""
    from app.demo import load

    load.refuse_in_production()
    with _database():
        typer.echo(load.impart_trusts() if impart else load.demo_trust())


@cli.command("create-admin")
def create_admin(email: str, name: str) -> None:
    """Make a platform administrator; the password is asked for, or read from standard input."""
    from app.accounts.first_administrator import create

    password = typer.prompt("Password", hide_input=True) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    with _database():
        create(email=email, name=name, password=password)
    typer.echo(f"{name} can sign in as {email}.")


@cli.command("audit")
def audit_check() -> None:
    """Check that no entry of the audit trail was changed or removed."""
    from app.audit import command_line

    with _database():
        raise typer.Exit(command_line.check())


@content.command("check")
def content_check() -> None:
    """Check every content file, and list the pages with their words."""
    from app.core.config import settings
    from app.implementation import check as implementation
    from app.modules import check
    from app.outcomes import check as questionnaires
    from app.plans import check as plans
    from app.training import check as training

    folder = settings().content_folder
    checks = (check.run, training.run, implementation.run, questionnaires.run, plans.run)
    raise typer.Exit(max([run(folder) for run in checks]))


@content.command("remember")
def content_remember(
    modules: Annotated[list[str] | None, typer.Argument(help="Modules by their address; all if left out.")] = None,
) -> None:
    """Write down the names that saved answers hang on, so that no page can lose them."""
    from app.core.config import settings
    from app.modules import check

    typer.echo(check.remember(settings().content_folder, modules=tuple(modules or ())))


@content.command("preview")
def content_preview(module: Annotated[str, typer.Argument(help="A module by its address.")] = "") -> None:
    """Show the modules in a browser while they are written, until Ctrl-C."""
    import uvicorn

    from app.core.config import settings
    from app.core.supervisor import ports
    from app.modules.routes import preview

    with ports.listen(first=8100) as listener:
        address = f"http://{ports.LOOPBACK}:{listener.getsockname()[1]}/modules"
        typer.echo(f"Read the modules at {address}{'/' * bool(module)}{module} (Ctrl-C stops it).")
        app = preview.create_app(settings().content_folder)
        uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False)).run(sockets=[listener])


@keys.command("rotate")
def keys_rotate(
    *,
    trust: Annotated[list[str] | None, typer.Option(help="Give this trust a new key; may be said again.")] = None,
    every_trust: Annotated[bool, typer.Option("--every-trust", help="Give every trust a new key.")] = False,
) -> None:
    """Lock every trust's key with ENCRYPTION_KEY, or give trusts new keys, while everything runs."""
    from app.keys import command_line

    with _database():
        said = command_line.rotate_trusts(trust or ()) if trust or every_trust else command_line.rotate_root()
        for sentence in said:
            typer.echo(sentence)


@report.command("uptake")
def report_uptake(*, csv: Annotated[bool, typer.Option("--csv", help="Print CSV.")] = False) -> None:
    """Who invited, who was invited and who joined, in every trust."""
    from app.reports import command_line

    with _database():
        command_line.uptake(as_csv=csv)


@report.command("recompute")
def report_recompute(first: Annotated[datetime, _DAY], last: Annotated[datetime, _DAY]) -> None:
    """Make the daily figures of use anew from the events, from the first day to the last."""
    from app.reports import command_line

    with _database():
        typer.echo(command_line.recompute(first=first.date(), last=last.date()))


@risk.command("scan")
def risk_scan() -> None:
    """Read texts as JSON Lines from standard input, and say for each how soon a person must look."""
    from app.risk import command_line

    raise typer.Exit(command_line.scan(sys.stdin, out=sys.stdout, errors=sys.stderr))


@contextmanager
def _database() -> Iterator[None]:
    """A migrated database that unit_of_work uses."""
    from app.core import db, migrate
    from app.core.embedded import borrow

    with borrow.database() as url:
        migrate.upgrade(url)
        engine = db.connect(url)
        db.require_row_security(engine)
        yield
        engine.dispose()


def main() -> None:
    """Runs a command; what is wrong is said in one plain sentence."""
    try:
        cli()
    except HoldfastError as error:
        typer.echo(error.sentence, err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
