"""Overviews that read several rooms at once. No tables of their own."""
