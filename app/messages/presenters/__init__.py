"""Words and colours of the pages of messages."""
