"""Consents: what a person agreed to or withdrew, for which purpose and channel, to which text, when and by what proof."""
