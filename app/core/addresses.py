"""What counts as an email address."""

from email_validator import EmailNotValidError, validate_email


def email_address(value: object) -> str:
    """The address in lower case and in its normal form. Raises ValueError with a sentence."""
    try:
        # Deliverability is not looked up: a page must not wait for DNS, and the bounce tells us anyway.
        found = validate_email(
            str(value).strip(), check_deliverability=False, test_environment=True, allow_smtputf8=False
        )
    except EmailNotValidError:
        raise ValueError("Enter an email address in the correct format, like name@example.com") from None
    return (found.ascii_email or found.normalized).lower()
