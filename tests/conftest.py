"""What holds for all tests."""

from hypothesis import settings

# How busy the machine is says nothing of the program: no example has a time.
settings.register_profile("retroxbrl", deadline=None)
settings.load_profile("retroxbrl")
