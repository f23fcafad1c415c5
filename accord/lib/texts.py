"""How much is written into one text."""

LONG = 4000  # characters of a note or a summary: two pages, and no more on any page
