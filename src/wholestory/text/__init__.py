"""Small pure tools for text."""
