"""Invitations of many at once, from a file: checked, then sent bit by bit."""
