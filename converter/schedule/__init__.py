"""Financial Data Schedules: read, held against the statements, and what follows for these."""

from converter.schedule.read import read_schedules
from converter.schedule.settle import settle

__all__ = ["read_schedules", "settle"]
