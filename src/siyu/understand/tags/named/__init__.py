"""Documents of the tags Siyu ships with, one a file."""
