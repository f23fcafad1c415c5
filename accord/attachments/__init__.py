"""Uploaded files: stored, checked, never public by URL; served by the owner's room."""
