"""Signing in by password or by a one-time link, signing out, and changing the password."""

from __future__ import annotations

from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from siyu.accounts.audit import record_sign_in
from siyu.accounts.links import use_link
from siyu.accounts.models import User
from siyu.accounts.throttle import forgive, note_try
from siyu.lib.errors import Refusal
from siyu.lib.text import Text

_BACKEND = "django.contrib.auth.backends.ModelBackend"


def sign_in_by_password(request: HttpRequest, email: str, password: str) -> User:
    """Sign the user in; refuses a wrong pair without telling which half is wrong, and slows down guessing."""
    email = email.strip().lower()
    noted = note_try(email, request.META.get("REMOTE_ADDR", ""))
    user = authenticate(request, username=email, password=password)
    if not isinstance(user, User):
        raise Refusal("sign_in.wrong", Text("邮箱或密码不正确", "the e-mail or the password is wrong"), status=401)
    forgive(email, noted)
    login(request, user)
    record_sign_in(user, "session.started", "password")
    return user


def sign_in_by_link(request: HttpRequest, token: str) -> User | None:
    """Sign the link's user in; None when the link is unknown, used or too old."""
    user = use_link(token)
    if user is None:
        return None
    login(request, user, backend=_BACKEND)
    record_sign_in(user, "session.started", "link")
    return user


def sign_out(request: HttpRequest) -> None:
    """End the session."""
    if isinstance(request.user, User):
        record_sign_in(request.user, "session.ended", "user")
    logout(request)


def change_password(request: HttpRequest, user: User, password: str) -> None:
    """Set a new password; every other session of the user ends."""
    try:
        validate_password(password, user)
    except ValidationError:
        raise Refusal(
            "password.too_weak",
            Text("密码太容易被猜到", "the password is too easy to guess"),
            where="password",
            mend=Text("请至少使用 12 个字符，且不要用常见密码。", "Use at least 12 characters and no common password."),
        ) from None
    user.set_password(password)
    user.save(update_fields=["password"])
    update_session_auth_hash(request, user)
    record_sign_in(user, "password.changed", "user")
