"""Turns data into a document that lasts, and checks who signed it."""
