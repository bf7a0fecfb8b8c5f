"""`holdfast run`: every program that the platform needs, started and stopped as one.

The command line knows the settings, but the libraries that read them take 30 MB. So it hands what matters to a
fresh process that imports only the standard library, and that one stays.
"""

import json
import os
import signal
import sys
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from socket import socket
from typing import TYPE_CHECKING, NoReturn

from app.core.embedded import postgres, valkey
from app.core.embedded.folders import Place, only_one, place_for, socket_folder
from app.core.errors import HoldfastError, SettingsError
from app.core.supervisor import ports
from app.core.supervisor.program import Program
from app.core.supervisor.run import run as supervise

if TYPE_CHECKING:
    from app.core.config import Settings

_PROJECT = Path(__file__).resolve().parents[1]
_BUSY = "Holdfast already runs in this folder. Stop it there with Ctrl-C first, or wait for the command that uses it."
_WEB = (
    "-m uvicorn app.main:create_app --factory --no-access-log --no-server-header --log-level warning"
    " --ws-per-message-deflate false --ws-max-size 1000 --ws-ping-interval 20 --ws-ping-timeout 20"
    " --timeout-graceful-shutdown 10 --fd"
)
# Celery scolds whoever runs a worker as root, because of pickle; ours takes nothing but JSON.
_CELERY = "-W ignore::UserWarning:celery.platforms -m celery --quiet -A worker.celery_app"
_WORKER = (
    f"{_CELERY} worker --pool threads --concurrency 4 --loglevel WARNING"
    " --without-gossip --without-mingle --without-heartbeat"
)
_BEAT = "-m celery --quiet -A worker.clock beat --loglevel WARNING --pidfile= --schedule"


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What the supervisor needs to know of the settings. No secrets: others can read a command line."""

    var: str
    port: int
    base_url: str | None
    own_database: bool
    own_queue: bool
    own_mail: bool


def run(*, settings: "Settings") -> NoReturn:
    """Becomes the supervisor; never returns. The process ends with 0 after Ctrl-C and 1 after a failure."""
    plan = Plan(
        var=str(settings.var_folder.resolve()),
        port=settings.port,
        base_url=settings.base_url if "base_url" in settings.model_fields_set else None,
        own_database=settings.database_url is None,
        own_queue=settings.redis_url is None,
        own_mail=settings.mail_by == "smtp" and settings.smtp_url is None,
    )
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, "-m", "app.run", json.dumps(asdict(plan))])  # noqa: S606 - no shell


def start(plan: Plan) -> int:
    """Runs everything until Ctrl-C (0) or until a program fails (1). Raises SettingsError when it cannot start."""
    var = Path(plan.var)
    with ExitStack() as stack:
        if not stack.enter_context(only_one(var_folder=var)):
            raise SettingsError(_BUSY)
        place = place_for(var_folder=var) if plan.own_database or plan.own_queue else None
        if place:
            stack.enter_context(socket_folder(place))
        listener = stack.enter_context(ports.listen(first=plan.port))
        mail_port = ports.free()
        environment = _environment(plan, place=place, listener=listener, mail_port=mail_port)
        stages = _stages(plan, place, environment, listener=listener, mail_port=mail_port)
        return supervise(stages, announce=lambda: _announce(environment["BASE_URL"], plan=plan, listener=listener))


def _stages(
    plan: Plan, place: Place | None, environment: dict[str, str], *, listener: socket, mail_port: int
) -> list[list[Program]]:
    """What begins after what; it stops in the opposite order."""
    var = Path(plan.var)
    web = _web(environment, listener=listener)
    preparation = _python("preparation", "-m app.cli prepare", environment, once=True)
    mail = [_mail_catcher(var, environment, port=mail_port)] if plan.own_mail else []
    return [
        [postgres.server(place)] if place and plan.own_database else [],
        [valkey.server(place)] if place and plan.own_queue else [],
        # Before the web server, which reads tables while it starts: it looks whether it has the right key, and
        # whether the search knows all content. And whether the database answers is said once, in one sentence.
        [preparation, *mail],
        [web],
        [_python("worker", _WORKER, environment), _python("clock", _BEAT, environment, str(var / "beat"))],
    ]


def _environment(plan: Plan, *, place: Place | None, listener: socket, mail_port: int) -> dict[str, str]:
    own_address = f"http://{ports.LOOPBACK}:{_port(listener)}"
    found = {"BASE_URL": plan.base_url or own_address, "VAR_FOLDER": plan.var}
    if place and plan.own_database:
        found["DATABASE_URL"] = postgres.url(place.sockets)
    if place and plan.own_queue:
        found["REDIS_URL"] = valkey.url(place)
    if plan.own_mail:
        found["SMTP_URL"] = f"smtp://{ports.LOOPBACK}:{mail_port}"
        found["CAUGHT_MAIL_FOLDER"] = str(Path(plan.var) / "mail")
    # glibc otherwise keeps a pool of memory for each thread, and never gives it back.
    return found | {"MALLOC_ARENA_MAX": "2"}


def _mail_catcher(var: Path, environment: dict[str, str], *, port: int) -> Program:
    return _python("mail catcher", f"-m app.mail.catcher {port}", environment, str(var / "mail"))


def _web(environment: dict[str, str], *, listener: socket) -> Program:
    port, number = _port(listener), listener.fileno()
    return Program(
        name="web server",
        command=(sys.executable, *f"{_WEB} {number}".split()),
        environment=environment,
        folder=_PROJECT,
        files=(number,),
        ready=lambda _pid: ports.answers_ok(port=port, path="/health/ready"),
        stop_within=15,
    )


def _python(name: str, arguments: str, environment: dict[str, str], *more: str, once: bool = False) -> Program:
    command = (sys.executable, *arguments.split(), *more)
    return Program(name=name, command=command, environment=environment, folder=_PROJECT, once=once)


def _port(listener: socket) -> int:
    return int(listener.getsockname()[1])


def _announce(address: str, *, plan: Plan, listener: socket) -> None:
    if _port(listener) != plan.port:
        print(f"Port {plan.port} is not free, so {_port(listener)} is used.")
    print(f"Holdfast is running at {address} (Ctrl-C stops it).")
    demo = Path(plan.var) / "demo.json"
    if demo.exists():
        print("\nSign in as:", *_table(json.loads(demo.read_text(encoding="utf-8"))["people"]), "", sep="\n  ")
    sys.stdout.flush()


def _table(people: list[dict[str, str]]) -> list[str]:
    head = ["role", "email", "password"]
    rows = [head, *([each[name] for name in head] for each in people)]
    rows = [[role.replace("_", " "), *others] for role, *others in rows]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip() for row in rows]


def main(arguments: list[str]) -> int:
    """Runs the plan given as one JSON object."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job would ignore it
    try:
        return start(Plan(**json.loads(arguments[0])))
    except HoldfastError as error:
        print(error.sentence, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
