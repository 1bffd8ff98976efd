"""The endpoints of accounts, one file a resource."""

from ninja import Router

from siyu.accounts.api import audit, keys, session, settings, users

session_router = session.router

router = Router()
for _resource in (users, keys, audit, settings):
    router.add_router("", _resource.router)
