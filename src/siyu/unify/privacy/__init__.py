"""Privacy requests: everything about a person as a file, and erasing a person with a receipt."""
