"""A list of addresses as a spreadsheet: services, their contacts, and how fast they
answer."""
