"""Trusts to try things out with. Composition, like main and cli: it may know every feature, and none knows it."""
