"""What no platform has: people and staff act, time moves, things go wrong, and everything can be looked at."""
