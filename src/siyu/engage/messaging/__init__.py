"""Messaging: the one outbox of everything said to members, and the policy every message has to pass."""
