"""The pages of the directory: organisations, people, and one's own account."""
