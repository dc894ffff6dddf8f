"""The icons the web app serves: Lucide's in one sprite, and the app's own, the picket, drawn here."""
