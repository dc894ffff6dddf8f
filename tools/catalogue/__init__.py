"""Draws up the catalogue of outlets: facts of a source folder -> `src/wholestory/outlets/catalogue`."""
