"""Outgoing email as rows, and the senders that deliver them."""
