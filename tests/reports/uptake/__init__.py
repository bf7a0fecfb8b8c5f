"""Tests of the uptake figures."""
