"""Guided forms for plans that a relative makes; what they write is kept in their toolbox."""
