"""Workspaces, users, roles and permissions, API keys, audit log."""
