"""The pages of posts, referents and profiles, and the acts on each."""
