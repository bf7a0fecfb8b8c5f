"""How much relatives use the toolkit: what is shown of it, and what is not."""
