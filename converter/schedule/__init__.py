"""Financial Data Schedules: read, held against the statements, and what follows for these."""

from converter.schedule.read import read_schedules

__all__ = ["read_schedules"]
