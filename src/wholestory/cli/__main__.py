"""`python -m wholestory.cli`."""

from wholestory.cli import main

main()
