"""What the public pages show, put together from what is published."""
