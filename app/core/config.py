"""The settings, and the only place that reads the environment. docs/operating.md explains each one."""

from base64 import b64encode
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Base64Bytes, Field, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from app.core.errors import SettingsError

PROJECT = Path(__file__).resolve().parents[2]
DEVELOPMENT_SECRET = "only for development: production refuses to start with this"  # noqa: S105 - not a secret
KEY_BYTES = 32  # AES-256
DEVELOPMENT_KEY = b"only for development: refused!!!"
_UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"


def _of_key_length(key: bytes) -> bytes:
    if len(key) != KEY_BYTES:
        raise ValueError(f"It must be {KEY_BYTES} random bytes in base64.")
    return key


class Settings(BaseSettings):
    """What an operator can set; every field is an environment variable of the same name in capitals."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", env_ignore_empty=True)

    env: Literal["development", "production", "test"] = "development"
    database_url: str | None = Field(default=None, pattern=r"^postgresql(\+psycopg)?://")
    redis_url: str | None = Field(default=None, pattern=r"^(rediss?|unix|redis\+socket)://")
    smtp_url: str | None = Field(default=None, pattern=r"^smtps?://")
    # Whom the ladder of flags calls last, in every trust.
    owner_email: str | None = Field(default=None, pattern=r"@")
    # How long after it was closed the words of a flag are kept.
    risk_years: int = Field(default=8, ge=1, le=100)
    # How long after it was closed what a conversation says is kept.
    message_years: int = Field(default=8, ge=1, le=100)
    # Pagers on this machine or inside the network, and without TLS: for development and tests.
    private_pagers: bool = False
    mail_by: Literal["smtp", "notify"] = "smtp"
    # GOV.UK Notify's: a key is a name of one's own and two UUIDs.
    notify_key: str | None = Field(default=None, pattern=rf"^[^\s]*{_UUID}-{_UUID}$")
    notify_template: str | None = Field(default=None, pattern=rf"^{_UUID}$")
    notify_url: str = Field(default="https://api.notifications.service.gov.uk", pattern=r"^https?://[^/]+$")
    # Seconds in which one mail must be taken. Others may wait behind it, or behind two such: so 10, and not 30.
    mail_timeout: float = Field(default=10, gt=0, le=300)
    # What GOV.UK Notify, and the mail server that gets what comes back, show with each request.
    notify_callback_token: str | None = Field(default=None, min_length=20)
    bounce_token: str | None = Field(default=None, min_length=20)
    # The mailbox that mail comes back to: without TLS on this machine only.
    bounce_mailbox: str | None = Field(
        default=None, pattern=r"^(imaps://|imap://([^@/]*@)?(localhost|127\.0\.0\.1|\[::1\])(:\d+)?(/|$))"
    )
    mail_from: str = Field(default="Holdfast <no-reply@localhost>", pattern=r"@")
    base_url: str = Field(default="http://127.0.0.1:8000", pattern=r"^https?://[^/]+$")
    secret_key: str = Field(default=DEVELOPMENT_SECRET, min_length=32)
    # 32 random bytes in base64; the root of every key that locks what people keep.
    encryption_key: Annotated[Base64Bytes, AfterValidator(_of_key_length)] = b64encode(DEVELOPMENT_KEY)
    # The root key before that one, while it is changed: it opens, and locks nothing any more.
    encryption_key_old: Annotated[Base64Bytes, AfterValidator(_of_key_length)] | None = None
    var_folder: Path = PROJECT / "var"
    content_folder: Path = PROJECT / "modules_content"
    port: int = Field(default=8000, ge=1, le=65535)
    # The demo's caught mail, written by app/mail/catcher.py, shown at /demo/mail.
    caught_mail_folder: Path | None = None

    @model_validator(mode="after")
    def _mail_leaves_one_way(self) -> Self:
        for wrong, sentence in self._refused_of_mail():
            if wrong:
                raise ValueError(sentence)
        return self

    def _refused_of_mail(self) -> list[tuple[bool, str]]:
        by_notify = self.mail_by == "notify"
        return [
            (by_notify and not self.notify_key, "NOTIFY_KEY must be set, since MAIL_BY is notify."),
            (by_notify and not self.notify_template, "NOTIFY_TEMPLATE must be set, since MAIL_BY is notify."),
            (by_notify and bool(self.smtp_url), "SMTP_URL is set, but MAIL_BY is notify. Leave one of them out."),
            (
                not by_notify and bool(self.notify_key),
                "NOTIFY_KEY is set, but MAIL_BY is not notify. Set MAIL_BY=notify, or leave NOTIFY_KEY out.",
            ),
            (
                by_notify and find_spec("notifications_python_client") is None,
                "MAIL_BY is notify, but its library is not installed. Install Holdfast with its extra: holdfast[notify].",
            ),
        ]

    @model_validator(mode="after")
    def _production_is_strict(self) -> Self:
        if self.env == "production":
            for wrong, sentence in self._refused_in_production():
                if wrong:
                    raise ValueError(sentence)
        return self

    def _refused_in_production(self) -> list[tuple[bool, str]]:
        return [
            (self.database_url is None, "DATABASE_URL must be set in production."),
            (self.redis_url is None, "REDIS_URL must be set in production."),
            (self.mail_by == "smtp" and self.smtp_url is None, "SMTP_URL must be set in production."),
            (self.secret_key == DEVELOPMENT_SECRET, "SECRET_KEY must be set in production: 32 characters or more."),
            (
                self.encryption_key == DEVELOPMENT_KEY,
                "ENCRYPTION_KEY must be set in production: 32 random bytes in base64.",
            ),
            (not self.base_url.startswith("https://"), "BASE_URL must start with https:// in production."),
            (self.mail_from.rstrip(">").endswith("@localhost"), "MAIL_FROM must be set in production."),
            (self.private_pagers, "PRIVATE_PAGERS is for development and is refused in production."),
            (self.caught_mail_folder is not None, "CAUGHT_MAIL_FOLDER is for the demo and is refused in production."),
        ]

    @property
    def secure_cookies(self) -> bool:
        """Whether the site is served over TLS, so that cookies may be marked Secure."""
        return self.base_url.startswith("https://")

    @property
    def is_demo(self) -> bool:
        """Whether demo data and the caught mail page are allowed."""
        return self.env != "production"


@lru_cache(maxsize=1)
def settings() -> Settings:
    """This process's settings. Raises SettingsError with one plain sentence for each wrong setting."""
    try:
        return Settings()
    except ValidationError as error:
        raise SettingsError(" ".join(_sentences(error))) from None


def require(name: str) -> str:
    """A setting that this process cannot work without, by its field name. Raises SettingsError."""
    value = getattr(settings(), name)
    if not value:
        raise SettingsError(f"{name.upper()} is not set. Set it, or start everything with `make run`.")
    return str(value)


def _sentences(error: ValidationError) -> list[str]:
    return [_sentence(".".join(str(part) for part in each["loc"]), each["msg"]) for each in error.errors()]


def _sentence(name: str, message: str) -> str:
    if not name:
        return message.removeprefix("Value error, ")
    reason = message.removeprefix("Value error, ").removesuffix(".")
    return f"The setting {name.upper()} is wrong: {reason[0].lower()}{reason[1:]}."
