"""The one table of everything the sandbox answers, and the way of a request through it."""
