"""What one municipality and the Region agreed, and how it was decided."""
