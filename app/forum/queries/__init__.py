"""Reads of the forum, each as its viewer may see it."""
