"""All addresses: the API, login links, the public pages of surveys, codes and contact codes, and the console for the rest."""

from __future__ import annotations

from django.urls import path, re_path

from siyu.api.root import api
from siyu.connect.codes.pages import show_code
from siyu.connect.contact_codes.pages import show_contact_code
from siyu.connect.surveys.pages import show_style, show_survey, thank
from siyu.console.views import show_console, use_login_link

urlpatterns = [
    path("api/v1/", api.urls),
    path("login/<str:token>", use_login_link),
    path("c/<str:serial>", show_code),
    path("f/style.css", show_style),
    path("f/<str:token>", show_survey),
    path("f/<str:token>/thanks", thank),
    path("k/<str:key>", show_contact_code),
    re_path(r"^(?!api/|static/)", show_console),
]
