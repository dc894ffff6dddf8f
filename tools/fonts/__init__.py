"""The typefaces the web app serves, cut from their packages; nothing here is part of what is installed."""
