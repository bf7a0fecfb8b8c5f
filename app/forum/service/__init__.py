"""Everything that changes the forum, one file a group of verbs."""
