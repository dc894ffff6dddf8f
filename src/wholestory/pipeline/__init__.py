"""The stages that take articles to stories, and how a batch of them runs."""
