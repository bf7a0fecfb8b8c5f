"""Pages for signing in and out, a forgotten password and one's own account."""
