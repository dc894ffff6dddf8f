"""Sync: what programs of readers ask. `rest` is our own API; dialects of reader apps stand beside it."""
