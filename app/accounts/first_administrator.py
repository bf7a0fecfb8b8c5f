"""The first account of an installation, made by the operator at the server's own terminal."""

from app.accounts import queries, service
from app.accounts.roles import Role
from app.core import passwords
from app.core.addresses import email_address
from app.core.db import Platform, unit_of_work
from app.core.errors import SettingsError


def create(*, email: str, name: str, password: str) -> None:
    """Makes a platform administrator. Raises SettingsError with the reason why not."""
    address = _address(email)
    if not name.strip():
        raise SettingsError("Give a name: holdfast create-admin EMAIL NAME.")
    weakness = passwords.weakness(password, context=[address, name, "holdfast"])
    if weakness:
        raise SettingsError(f"Choose another password. {weakness}.")
    with unit_of_work(Platform.COMMAND_LINE) as session:
        if queries.find_by_email(session, email=address):
            raise SettingsError(f"There is an account for {address} already.")
        grants = [service.Grant(Role.PLATFORM_ADMINISTRATOR)]
        service.create_person(session, trust_id=None, email=address, name=name, password=password, grants=grants)


def _address(email: str) -> str:
    try:
        return email_address(email)
    except ValueError as error:
        raise SettingsError(f"{error}.") from None
