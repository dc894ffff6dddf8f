"""All addresses of the site, each with the rule of who may ask for it (`members.rules`)."""

from __future__ import annotations

from django.conf import settings
from django.urls import include, path

from wholestory.desk.routes import ROUTES as DESK
from wholestory.members.routes import ROUTES as MEMBERS
from wholestory.sync.routes import ROUTES as SYNC
from wholestory.web.errors import forbidden, not_found, wrong
from wholestory.web.routes import ROUTES as WEB

OIDC = [
    path("account/other/", include("allauth.socialaccount.urls")),
    path("account/", include("allauth.socialaccount.providers.openid_connect.urls")),
]
urlpatterns = [
    *WEB,
    *MEMBERS,
    *DESK,
    *SYNC,
    path("account/", include("allauth.account.urls")),
    path("account/2fa/", include("allauth.mfa.urls")),
    *(OIDC if settings.OURS.oidc_server else []),
]
handler403, handler404, handler500 = forbidden, not_found, wrong
