"""Helplines and crisis routes, each with its source and the date it was checked."""
