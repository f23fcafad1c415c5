"""The text of an agreement, version by version: drafted, decided, signed, amended."""
