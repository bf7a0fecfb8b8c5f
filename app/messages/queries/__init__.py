"""Reads of messages, each within what somebody may see."""
