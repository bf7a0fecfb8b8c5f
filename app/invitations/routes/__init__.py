"""Pages for inviting, for joining, and for looking after a trust's people and teams."""
