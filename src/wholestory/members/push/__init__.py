"""Web push: messages to members' devices, through the push services that their browsers name."""
