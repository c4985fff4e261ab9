"""What holds for all tests."""

import os

from hypothesis import settings

# How busy the machine is says nothing of the program: no example has a time.
settings.register_profile("retroxbrl", deadline=None)
settings.register_profile("plenty", deadline=None, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "retroxbrl"))
