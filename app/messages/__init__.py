"""Confidential messages between a relative and the supporters of their trust."""
