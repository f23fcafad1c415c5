"""What is done to organisations and people, and by people to their own account."""
