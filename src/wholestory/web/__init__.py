"""The pages: what readers see, as HTML that works without a script, feeds and files."""
