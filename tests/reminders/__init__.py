"""Reminders to relatives."""
