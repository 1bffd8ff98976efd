"""The only wrapper of the task queue and the schedule."""
