"""Writes of messages; nothing here commits."""
