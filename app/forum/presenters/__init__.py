"""The words of the forum's pages, one file a subject."""
