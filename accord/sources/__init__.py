"""Where a fact comes from, how sure and how precise it is."""
