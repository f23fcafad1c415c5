"""Tools that know nothing about housing: no model, no URL."""
