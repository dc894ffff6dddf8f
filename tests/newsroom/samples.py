"""Articles of the sample edition served as feeds, an outlet each."""

from functools import cache
from importlib.resources import as_file, files
from xml.sax.saxutils import escape

from wholestory.model import Subscription
from wholestory.pipeline import inputs
from wholestory.pipeline.batch import read_all


@cache
def articles():
    with as_file(files("wholestory") / "sample" / "articles") as folder:
        return read_all(inputs.read([folder])).articles


def serve(site, told):
    """A feed for each outlet of `told`; what to subscribe to."""
    outlets = {}
    for article in told:
        outlets.setdefault(article.outlet or "Nobody", []).append(article)
    for number, (outlet, written) in enumerate(sorted(outlets.items())):
        head = f"<title>{escape(outlet)}</title><link>https://tide.example/</link>"
        items = "".join(map(_item, written))
        site.pages[f"/{number}"] = f"<rss version='2.0'><channel>{head}{items}</channel></rss>".encode()
    return [Subscription(url=site.url(f"/{number}")) for number in range(len(outlets))]


def _item(article):
    body = "".join(f"<p>{escape(part)}</p>" for part in article.text.split("\n\n") if part != article.title)
    when = article.published.value if article.published else None
    stamp = f"<dc:date xmlns:dc='http://purl.org/dc/elements/1.1/'>{when}</dc:date>" if when else ""
    return (
        f"<item><guid>{article.id}</guid><title>{escape(article.title or '')}</title>{stamp}"
        f"<description>{escape(body)}</description></item>"
    )
