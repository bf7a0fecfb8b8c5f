"""Joining without being invited: service codes, posters, and asking at an open door."""
