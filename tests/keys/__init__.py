"""Keys: what they lock, and what they refuse."""
