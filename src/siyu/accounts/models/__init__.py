"""One class a file; imported here so that Django finds them."""

from siyu.accounts.models.user import User
from siyu.accounts.models.workspace import Workspace

__all__ = ["User", "Workspace"]
