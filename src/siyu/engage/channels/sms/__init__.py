"""Text messages by a provider: sending, receipts and replies."""
