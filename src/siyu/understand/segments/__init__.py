"""Named rules over the base, their members and set algebra."""
