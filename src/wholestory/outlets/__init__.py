"""The catalogue of news outlets: browse it by topic, language and country; ask whose an address is.

`catalogue/` holds it as data, a file a country, a line an outlet; it is read once, when first asked for. All
functions are pure and none raises, whatever it is asked.
"""

from wholestory.outlets.browsing import countries, feeds, find, languages, topics
from wholestory.outlets.choosing import subscriptions
from wholestory.outlets.lookup import named, of_domain, of_url, with_id
from wholestory.outlets.rows import catalogue
from wholestory.outlets.subjects import about

__all__ = [
    "about",
    "catalogue",
    "countries",
    "feeds",
    "find",
    "languages",
    "named",
    "of_domain",
    "of_url",
    "subscriptions",
    "topics",
    "with_id",
]
