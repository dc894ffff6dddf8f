"""Jobs: a newsroom kept up to date by itself, and the small server that goes with it."""

from wholestory.jobs.worker import Health, Pauses, Worker

__all__ = ["Health", "Pauses", "Worker"]
