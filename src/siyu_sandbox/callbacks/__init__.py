"""Callbacks as the platforms send them: encryption, envelopes, deadlines and retries."""
