"""Runs several programs as one: all of them, or none. Imports nothing heavy, for it stays in memory beside them."""
