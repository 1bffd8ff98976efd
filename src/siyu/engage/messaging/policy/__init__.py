"""The policy: one chain of named rules that decides of each message whether it is sent, deferred or dropped."""
