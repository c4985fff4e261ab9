"""What holds for all tests."""

import gc
import os

import pytest
from browser import FOUND, Browser
from hypothesis import HealthCheck, settings

from converter.checks import run

# How busy the machine is says nothing of the program: no example has a time, nor its making. What
# is tried is the same each time, so that a commit is green or red; `plenty` looks for more.
settings.register_profile(
    "retroxbrl", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)  # fmt: skip
settings.register_profile(
    "plenty", parent=settings.get_profile("retroxbrl"), max_examples=2000, derandomize=False
)  # fmt: skip
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "retroxbrl"))


# What is loaded stays: to look through it again and again is a tenth of the suite's time.
gc.freeze()
gc.set_threshold(100_000, 20, 20)


def _raised(_code, error):
    raise error


# A user is told that a check failed (INT002); here it fails the test.
run.unchecked = _raised


def pytest_unconfigure():
    """Once is enough: pytest looks through everything five times for what was left unclosed."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def chromium():
    """A headless browser; each test opens pages of its own in it."""
    if FOUND is None or os.name != "posix":
        pytest.skip("there is no chromium to look at pages with (Debian: apt install chromium)")
    with Browser() as browser:
        yield browser
