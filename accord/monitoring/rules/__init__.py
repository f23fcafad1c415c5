"""The method of following an agreement: totals, progress, and what may be reported."""
