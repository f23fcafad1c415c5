"""What pages show of services, contacts and the parts they have in agreements."""
