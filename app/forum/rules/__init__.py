"""Pure decisions of the forum, one file a subject."""
