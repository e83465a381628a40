"""Feeds and calendars: the catalogue as texts that other programs fetch. Pure functions."""
