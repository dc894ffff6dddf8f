"""Articles in, the whole story out."""
