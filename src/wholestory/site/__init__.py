"""The site: Django's settings derived from ours, the addresses of all rooms, and the server's door."""
