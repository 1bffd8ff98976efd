"""Pure algorithms, one model a file; knows no Django and does no I/O."""
