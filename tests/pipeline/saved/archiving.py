"""Archives written for tests: WARC records, plain or gzipped, and MHTML files."""

import base64
import gzip
import hashlib
from email.mime.base import MIMEBase
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText


def page(name, *, lead="The harbour was closed on Monday after the tide rose over its walls."):
    """A page of its own for each name."""
    more = "".join(
        f"<p>{name} said that part {n} of the wall must be built anew, and soon.</p>" for n in range(6)
    )
    head = f"<html><head><title>{name} closes</title></head>"
    return f"{head}<body><h1>{name} closes</h1><p>{lead}</p>{more}</body></html>".encode()


def answer(body, *, status="200 OK", type="text/html; charset=utf-8", **headers):
    """An answer of HTTP."""
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {type}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + body


def record(
    block,
    *,
    kind="response",
    url="https://tide.example/a",
    type="application/http; msgtype=response",
    **headers,
):
    """One record with its digest."""
    given = {
        "WARC-Type": kind,
        "WARC-Target-URI": url,
        "WARC-Date": "2026-03-04T05:06:07Z",
        "WARC-Block-Digest": "sha1:" + base64.b32encode(hashlib.sha1(block).digest()).decode(),
        "Content-Type": type,
        "Content-Length": str(len(block)),
    }
    given |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in given.items() if value is not None)
    return f"WARC/1.1\r\n{head}\r\n".encode() + block + b"\r\n\r\n"


def gzipped(*records):
    """Each record a stream of its own, as the standard wants it."""
    return b"".join(gzip.compress(each, mtime=0) for each in records)


def mhtml(body, *, type="html", url="https://tide.example/a", charset="utf-8", start=None):
    """A page with a picture beside it, as a browser saves it."""
    whole = MIMEMultipart("related", type="text/html", **({"start": start} if start else {}))
    whole["Date"], whole["Snapshot-Content-Location"] = "Wed, 4 Mar 2026 05:06:07 -0000", url
    html = MIMEText(body, type, charset)
    html["Content-Location"] = url
    picture = MIMEBase("image", "png")
    picture.set_payload(base64.b64encode(b"\x89PNG" * 1000).decode())
    picture["Content-Transfer-Encoding"] = "base64"
    whole.attach(html)
    whole.attach(picture)
    return whole.as_bytes()
