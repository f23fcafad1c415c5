"""What pages show of a text: its life, its parts, what is said of it."""
