"""The root of the HTTP API: routers mounted, errors in one envelope, every request with an id."""
