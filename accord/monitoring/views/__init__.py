"""Results: reported and verified, and how agreements are followed."""
