"""Tells people what concerns them, in their language and at their rhythm."""
