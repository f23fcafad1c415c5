"""The texts of agreements: written, decided, signed, amended; and checked by anyone."""
