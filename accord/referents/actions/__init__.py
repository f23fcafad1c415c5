"""What is done to posts, to who holds them, and to the profiles they offer."""
