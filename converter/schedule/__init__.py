"""Financial Data Schedules: read, held against the statements, and what follows for these."""

from converter.schedule.decide import decide_again
from converter.schedule.printed import filed_digits
from converter.schedule.read import read_schedules
from converter.schedule.scale import scaled_by
from converter.schedule.settle import settle

__all__ = ["decide_again", "filed_digits", "read_schedules", "scaled_by", "settle"]
