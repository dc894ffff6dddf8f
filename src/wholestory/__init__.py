"""Every title's account of every story, in one place: told once, compared, and traced to the sentence."""

__version__ = "0.1.0"
