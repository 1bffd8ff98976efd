"""The only wrapper of the task queue and the schedule."""

from siyu.jobs.loops import loop
from siyu.jobs.queue import enqueue_once, job
from siyu.jobs.schedule import at_start, schedule

__all__ = ["at_start", "enqueue_once", "job", "loop", "schedule"]
