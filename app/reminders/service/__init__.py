"""Deciding on reminders, and what somebody chooses about them."""
