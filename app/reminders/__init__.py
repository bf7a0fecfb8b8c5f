"""Reminders to relatives and numbers for teams: facts about a person in, at most one mail out."""
