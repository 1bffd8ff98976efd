"""What the platforms call to tell: checked, kept before it is answered, then worked on by whoever asked for it."""
