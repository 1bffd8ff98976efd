"""The endpoints of mini-programs, one noun a file."""
