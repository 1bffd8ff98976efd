"""The endpoints of WeCom, one noun a file."""
