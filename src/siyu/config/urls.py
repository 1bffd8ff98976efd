"""All addresses: the API, login links, public pages, what providers call back at, and the console for the rest."""

from __future__ import annotations

from django.urls import path, re_path

from siyu.api.root import api
from siyu.connect.codes.pages import show_code
from siyu.connect.contact_codes.pages import show_contact_code
from siyu.connect.surveys.pages import show_style, show_survey, thank
from siyu.console.views import show_console, use_login_link
from siyu.engage.channels.mail.pages import show_leaving, take_mail
from siyu.engage.channels.sms.receiving import take_reports

urlpatterns = [
    path("api/v1/", api.urls),
    path("login/<str:token>", use_login_link),
    path("c/<str:serial>", show_code),
    path("u/<str:token>", show_leaving),
    path("bounces/<str:key>", take_mail),
    path("receipts/<str:key>", take_reports),
    path("f/style.css", show_style),
    path("f/<str:token>", show_survey),
    path("f/<str:token>/thanks", thank),
    path("k/<str:key>", show_contact_code),
    re_path(r"^(?!api/|static/)", show_console),
]
