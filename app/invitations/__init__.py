"""From a staff click to an account."""
