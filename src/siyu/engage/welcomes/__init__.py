"""The welcome of a new contact: at most one reaches the person, none is forgotten, and every one shows what became of it."""
