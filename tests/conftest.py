"""What holds for all tests."""

import os

from hypothesis import HealthCheck, settings

# How busy the machine is says nothing of the program: no example has a time, nor its making.
settings.register_profile(
    "retroxbrl", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)  # fmt: skip
settings.register_profile("plenty", parent=settings.get_profile("retroxbrl"), max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "retroxbrl"))
