"""The WSGI application that granian serves: the collection of events, callbacks of platforms, and Django for the rest."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, cast

from django.core.wsgi import get_wsgi_application

if TYPE_CHECKING:
    from siyu.connect.collection.wsgi import Application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "siyu.config.settings")
_django = get_wsgi_application()

from siyu.connect.callbacks.wsgi import answering  # noqa: E402 - after Django is set up
from siyu.connect.collection.wsgi import collecting  # noqa: E402

application = collecting(answering(cast("Application", _django)))
