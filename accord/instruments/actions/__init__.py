"""What both sides do with the text of an agreement: write it, decide, sign, amend."""
