"""Pages that are the same for all visitors, kept in memory for as long as the newsroom stands as it is.

Nothing here matters: each process may forget it at any time, and makes the page anew.
"""
