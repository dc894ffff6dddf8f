"""One page of each kind, as whoever it is for: who opens it, and its address on the stage."""

from urllib.parse import quote

KINDS = {
    "front": (None, "/"),
    "front of a member": ("member", "/"),
    "section": (None, "/section/topic/world"),
    "section without stories": (None, "/section/topic/sport"),
    "sections": (None, "/sections"),
    "story": (None, "/story/{story}"),
    "story of a member": ("member", "/story/{story}"),
    "story of one title": (None, "/story/{alone}"),
    "story not compared yet": (None, "/story/{untold}"),
    "history of a story": (None, "/story/{story}/history"),
    "story of attacks": ("member", "/story/{hostile_story}"),
    "where it belongs": ("member", "/story/{story}/belongs?article={article}&q=ferry"),
    "thread": (None, "/thread/{thread}"),
    "wall": (None, "/article/{article}"),
    "wall of a member": ("expired", "/article/{article}"),
    "article": ("member", "/article/{article}"),
    "article in Arabic": ("member", "/article/{arabic}"),
    "article of attacks": ("member", "/article/{hostile_article}"),
    "outlet": (None, "/outlet/{outlet}"),
    "how to search": (None, "/search"),
    "search": ("member", "/search?q=ferry"),
    "search that finds nothing": (None, "/search?q=zzzzzz"),
    "picks": (None, "/picks"),
    "for you": ("member", "/for-you"),
    "saved": ("member", "/saved"),
    "read": ("member", "/saved/read"),
    "reading": (None, "/reading"),
    "offline": (None, "/offline"),
    "sign up": (None, "/account/signup/"),
    "sign in": (None, "/account/login/"),
    "sign in with a passkey": (None, "/account/passkey"),
    "reset": (None, "/account/password/reset/"),
    "reset asked for": (None, "/account/password/reset/done/"),
    "a link that is too old": (None, "/account/confirm-email/none/"),
    "sign out": ("member", "/account/logout/"),
    "you": ("trial", "/you"),
    "tokens": ("member", "/you/tokens"),
    "what programs may ask": (None, "/api/"),
    "address": ("member", "/account/email/"),
    "password": ("member", "/account/password/change/"),
    "sessions": ("member", "/account/sessions/"),
    "second steps": ("member", "/account/2fa/"),
    "invitation": ("expired", "/invitation"),
    "leave": ("member", "/you/leave"),
    "desk": ("editor", "/desk"),
    "desk's picks": ("editor", "/desk/picks"),
    "desk's story": ("editor", "/desk/story/{story}"),
    "desk's outlets": ("editor", "/desk/outlets"),
    "quarantine": ("editor", "/desk/quarantine"),
    "members": ("admin", "/desk/members"),
    "invitations": ("admin", "/desk/members/invite"),
    "log": ("admin", "/desk/log"),
    "not found": (None, "/none"),
    "not open": ("member", "/desk"),
}
STATUSES = {"not found": 404, "not open": 403}


def kind(stage, name):
    """Who opens a page of a kind, its address, and the status that it has."""
    who, address = KINDS[name]
    story, article = stage.names["hostile"][0]
    given = {**stage.names, "arabic": stage.names["arabic"][0], "outlet": quote(stage.names["outlet"])}
    return (
        who,
        address.format(**given | {"hostile_story": story, "hostile_article": article}),
        STATUSES.get(name, 200),
    )
