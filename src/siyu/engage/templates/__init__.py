"""Message templates: words with fields of members, written once and fitted to each channel."""
