"""Generic webhooks in: any JSON becomes facts or members by a mapping document."""
