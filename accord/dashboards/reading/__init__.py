"""What the first pages after signing in show: the desk, the overviews, what lacks."""
