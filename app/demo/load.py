"""`holdfast demo`: trusts to try things out with. Refused in production."""

from sqlalchemy import select

from app.core import clock
from app.core.config import settings
from app.core.db import Platform, unit_of_work
from app.core.errors import SettingsError
from app.demo import check_ins, impart, riverside, sign_ins
from app.directory import content as directory
from app.modules import library
from app.outcomes import instruments
from app.trusts.models import Trust


def demo_trust() -> str:
    """Loads the demo trust, or keeps what is there; says where the passwords stand."""
    refuse_in_production()
    file = settings().var_folder / "demo.json"
    in_file = sign_ins.read(file)
    known = in_file or sign_ins.new_passwords()
    with unit_of_work(Platform.COMMAND_LINE) as session:
        if riverside.is_there(session):
            riverside.keep_passwords(session, known=known)
        else:
            content = settings().content_folder
            modules = library.load(content, directory=directory.load(content))
            k10 = instruments.load(content).get(check_ins.K10)
            riverside.load(session, known=known, library=modules, k10=k10, now=clock.now())
    # A command beside the running platform does not know its address.
    if in_file is None or "base_url" in settings().model_fields_set:
        sign_ins.write(file, address=settings().base_url, passwords=known)
    return f"The demo trust is there. Who can sign in to it stands in {file}."


def impart_trusts() -> str:
    """Loads the six trusts of the IMPART study, once."""
    refuse_in_production()
    names = [line.trust for line in impart.published()]
    with unit_of_work(Platform.COMMAND_LINE) as session:
        if session.scalar(select(Trust.id).where(Trust.name.in_(names)).limit(1)):
            return "The trusts of the IMPART study are there already."
        impart.load(session, now=clock.now())
    return f"The {len(names)} trusts of the IMPART study are there. See them with: holdfast report uptake"


def refuse_in_production() -> None:
    """Raises SettingsError in production."""
    if not settings().is_demo:
        raise SettingsError("Demo data is refused in production. Nothing was changed.")
