"""The team's list of carers."""
