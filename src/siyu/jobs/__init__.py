"""The only wrapper of the task queue and the schedule."""

from siyu.jobs.queue import job
from siyu.jobs.schedule import schedule

__all__ = ["job", "schedule"]
