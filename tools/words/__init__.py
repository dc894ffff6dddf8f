"""Our words: collected from where they stand, for those who translate them."""
