"""Search: an index of words beside the articles, written with them and read newest first."""
