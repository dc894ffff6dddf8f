"""Pushing: hubs tell of news as it appears (WebSub, https://www.w3.org/TR/websub/); we ask them, and check.

Whoever runs the HTTP server hands over what came to `/hub/TOKEN` and sends back the `Reply`, as text/plain
with `nosniff`: a challenge is a stranger's words.
"""

from wholestory.pipeline.pushing.answering import Answers
from wholestory.pipeline.pushing.receiving import LARGEST, receive
from wholestory.pipeline.pushing.subscribing import subscribe
from wholestory.pipeline.pushing.verifying import verify

__all__ = ["LARGEST", "Answers", "receive", "subscribe", "verify"]
