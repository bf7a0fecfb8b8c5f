"""Measurements of the real program beside the bare library, in one run. They print a table and write nothing."""
