"""What was measured of the agreements, how far that is from the targets, in totals."""
