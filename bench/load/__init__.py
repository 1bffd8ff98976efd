"""Load on a running server, from a client on the same machine that costs as little as it can."""
