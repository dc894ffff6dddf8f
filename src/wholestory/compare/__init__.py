"""Stories in, coverage out: who says what, what all say, where they cannot both be right."""
