"""Live evaluation: segments and tags that are right moments after something changed, or after time passed."""
