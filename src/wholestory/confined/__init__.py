"""Work on what strangers wrote, in a process that it can neither outgrow nor outlast."""

from wholestory.confined.process import Limits
from wholestory.confined.worker import Work, Worker, working

__all__ = ["Limits", "Work", "Worker", "working"]
