"""Members: who may sign in, what their membership allows, and what is theirs."""
