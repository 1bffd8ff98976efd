"""Two groups of members side by side: by which tags, features and attributes they differ, and by which they do not."""
