"""Notices: what members are told of without asking: news of what they follow, and the day's edition."""
