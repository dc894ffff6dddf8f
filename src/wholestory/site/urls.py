"""All addresses of the site, each with the rule of who may ask for it (`members.rules`)."""

from __future__ import annotations

from django.urls import include, path

from wholestory.desk.routes import ROUTES as DESK
from wholestory.members.routes import ROUTES as MEMBERS
from wholestory.web.errors import not_found, wrong
from wholestory.web.routes import ROUTES as WEB

urlpatterns = [
    *WEB,
    *MEMBERS,
    *DESK,
    path("account/", include("allauth.account.urls")),
    path("account/2fa/", include("allauth.mfa.urls")),
    path("account/sessions/", include("allauth.usersessions.urls")),
]
handler404, handler500 = not_found, wrong
