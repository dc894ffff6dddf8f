"""The members' own pages, and the forms that other pages send."""
