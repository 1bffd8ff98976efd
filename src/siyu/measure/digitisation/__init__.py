"""Member share and online rate: how much of the trade is with known members, and how many of them can be met online."""
