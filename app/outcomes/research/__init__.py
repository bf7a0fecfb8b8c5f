"""Research: off until a trust opens a study. Who agrees is known by a pseudonym that stands in no other place."""
