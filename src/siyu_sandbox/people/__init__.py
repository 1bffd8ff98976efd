"""What people and staff do with each other, and what that makes the platforms tell."""
