"""Reads of the implementation workspace, one file a subject."""
