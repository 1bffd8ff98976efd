"""The endpoints of official accounts, one noun a file."""
