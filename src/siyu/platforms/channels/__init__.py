"""Channels: the brand's accounts on platforms, each with its settings and sealed secrets."""
