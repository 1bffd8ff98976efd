"""Multi-touch: by how many kinds of connection a member is held, and how members get from pool to pool."""
