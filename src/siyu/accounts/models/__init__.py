"""One class a file; imported here so that Django finds them."""

from siyu.accounts.models.api_key import ApiKey
from siyu.accounts.models.audit_entry import AuditEntry
from siyu.accounts.models.failed_sign_in import FailedSignIn
from siyu.accounts.models.login_link import LoginLink
from siyu.accounts.models.role import Role
from siyu.accounts.models.user import User
from siyu.accounts.models.workspace import Workspace

__all__ = ["ApiKey", "AuditEntry", "FailedSignIn", "LoginLink", "Role", "User", "Workspace"]
