"""The people whom anybody may sign in as in a demo, and the file that says how: var/demo.json."""

import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app.accounts.roles import Role

Passwords = Mapping[str, str]
DOMAIN = "holdfast.example"
_CONSONANTS, _VOWELS = "bdfghjklmnprstvwz", "aeiou"


@dataclass(frozen=True)
class SignIn:
    """One person of the demo, in a role."""

    role: Role
    name: str

    @property
    def email(self) -> str:
        """The address to sign in with."""
        return address(self.name)


def address(name: str) -> str:
    """The demo's address for somebody, by first name."""
    return f"{name.split(maxsplit=1)[0].lower()}@{DOMAIN}"


PEOPLE = (
    SignIn(Role.RELATIVE, "Alice"),
    SignIn(Role.CLINICIAN, "Cora Bell"),
    SignIn(Role.SUPPORTER, "Sue Okonjo"),
    SignIn(Role.MODERATOR, "Max Lindqvist"),
    SignIn(Role.SAFEGUARDING_LEAD, "Sam Whitfield"),
    SignIn(Role.TRUST_LEAD, "Tess Hargreaves"),
    SignIn(Role.PLATFORM_ADMINISTRATOR, "Ada Pryce"),
)


def new_passwords() -> Passwords:
    """A fresh random password for each person, by email address; 51 bits, and easy to type."""
    return {person.email: "-".join(_word() for _ in range(4)) for person in PEOPLE}


def _word() -> str:
    return "".join(secrets.choice(letters) for letters in (_CONSONANTS, _VOWELS) * 2)


def read(file: Path) -> Passwords | None:
    """The passwords in the file by email address, or None if it is not there, broken or of other people."""
    try:
        found = {each["email"]: each["password"] for each in json.loads(file.read_text(encoding="utf-8"))["people"]}
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return found if set(found) == {person.email for person in PEOPLE} else None


def write(file: Path, *, address: str, passwords: Passwords) -> None:
    """Writes the file so that only its owner can read it, whole or not at all."""
    people = [
        {"role": each.role.value, "name": each.name, "email": each.email, "password": passwords[each.email]}
        for each in PEOPLE
    ]
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as opened:
        json.dump({"address": address, "people": people}, opened, indent=2)
    fresh.replace(file)
