"""A telling as text in a terminal, as one self-contained page, as JSON.

Everything shown is an outlet's own words; what is ours are labels from one file and counts.
"""
