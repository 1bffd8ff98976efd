"""The composition root: settings, URLs, WSGI and the schedule. May import everything; nothing imports it."""
