"""Service hints: what somebody asked for at visit after visit, to be ready before the next."""
