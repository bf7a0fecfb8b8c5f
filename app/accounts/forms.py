"""What people type on the account pages."""

from typing import Annotated

from pydantic import BaseModel

from app.core.forms import EmailAddress, text

# A password is never trimmed or cut: what was typed is what counts. Longer than any we accept: refused with a sentence.
Password = Annotated[str, text(missing="Enter your password", most=1000, trimmed=False)]
NewPassword = Annotated[str, text(missing="Choose a password", most=1000, trimmed=False)]


class SignInForm(BaseModel):
    """Email address and password."""

    email: EmailAddress
    password: Password


class ForgottenForm(BaseModel):
    """The address of the account."""

    email: EmailAddress


class TestAccountForm(BaseModel):
    """The address of an account that is for trying out."""

    email: EmailAddress


class NewPasswordForm(BaseModel):
    """A new password, once: the page can show what is typed."""

    password: NewPassword


class ChangePasswordForm(NewPasswordForm):
    """A new password, and the present one to show that it is still the same person."""

    present: Annotated[str, text(missing="Enter the password that you have now", most=1000, trimmed=False)]
