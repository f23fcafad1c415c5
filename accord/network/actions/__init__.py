"""What people do with stakes, contacts, services and lists of addresses."""
