"""Who has a part in what: stakes of organisations, their contacts, and the gaps."""
