"""`python -m siyu.cli`: how the supervisor starts its worker."""

from siyu.cli import main

main()
