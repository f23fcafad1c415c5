"""What pages show of posts, referents and their profiles."""
