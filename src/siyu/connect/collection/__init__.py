"""Collecting events over HTTP: the protocols of existing SDKs in, one kind of message out."""
