"""Bytes -> Feed and Entries; what is new, changed or gone in them; when to look again; lists of feeds."""
