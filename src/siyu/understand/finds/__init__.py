"""Finding members in one line: who bought or did something, can be reached and agreed, counted in seconds."""
