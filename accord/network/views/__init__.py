"""The pages about who has a part in what."""
