"""All addresses: the API, login links, and the console for the rest."""

from __future__ import annotations

from django.urls import path, re_path

from siyu.api.root import api
from siyu.console.views import show_console, use_login_link

urlpatterns = [
    path("api/v1/", api.urls),
    path("login/<str:token>", use_login_link),
    re_path(r"^(?!api/|static/)", show_console),
]
