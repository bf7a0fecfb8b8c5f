"""The words for network maps."""
