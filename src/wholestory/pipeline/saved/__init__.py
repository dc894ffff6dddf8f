"""Web archives: files that hold pages as a crawler or a browser took them (WARC, MHTML)."""

from wholestory.pipeline.saved import mhtml, warc
from wholestory.pipeline.saved.taken import Broken, Taken

__all__ = ["Broken", "Taken", "mhtml", "warc"]
