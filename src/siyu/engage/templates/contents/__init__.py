"""What a message holds in each kind of channel: one file a kind, with the limits of its platform."""
