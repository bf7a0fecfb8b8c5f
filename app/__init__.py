"""Holdfast: an online toolkit for relatives and friends of people with psychosis or bipolar disorder."""
