"""Pure decisions about messages."""
