"""Organisations, their services, and who acts for them in which role."""
