"""What happened, append only; and who opened sensitive records."""
