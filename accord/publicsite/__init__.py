"""Public pages, for anyone, in French and Dutch."""
