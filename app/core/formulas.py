"""What a spreadsheet program would run rather than show."""

# The last four are the wide signs of East Asia.
_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def begins_formula(words: str) -> bool:
    """Whether a cell with these words would be run as a formula."""
    return words.startswith(_SIGNS)
