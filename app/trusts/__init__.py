"""Trusts and their teams."""
