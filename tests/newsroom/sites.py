"""A site on loopback whose pages a test changes as it goes; it runs in threads beside the newsroom."""

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Site:
    """`pages` by path: bytes, or (status, headers, bytes). `asked` are the requests that came."""

    def __init__(self, host):
        self.host, self.pages, self.asked = host, {}, []
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                site.asked.append((self.path, dict(self.headers)))
                page = site.pages.get(self.path, (404, {}, b""))
                status, headers, body = page if isinstance(page, tuple) else (200, {}, page)
                if self.headers.get("If-None-Match") and headers.get("ETag") == self.headers["If-None-Match"]:
                    status, body = 304, b""
                self.send_response(status)
                for name, value in {**headers, "Content-Length": str(len(body))}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def do_POST(self):
                self.rfile.read(int(self.headers.get("Content-Length") or 0))
                self.do_GET()

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer((host, 0), Handler)

    def url(self, path):
        return f"http://{self.host}:{self.server.server_port}{path}"


@contextmanager
def running(host="127.0.0.1"):
    site = Site(host)
    thread = threading.Thread(target=site.server.serve_forever, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.server.shutdown()
        site.server.server_close()
        thread.join()


def rss(*items, title="Tide"):
    """A feed of (guid, title) pairs."""
    told = "".join(
        f"<item><guid>{guid}</guid><title>{words}</title><link>https://tide.example/{guid}</link></item>"
        for guid, words in items
    )
    return f"<rss version='2.0'><channel><title>{title}</title>{told}</channel></rss>".encode()
