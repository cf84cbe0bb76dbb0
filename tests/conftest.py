"""Set before any kernel starts: stored notebooks hold digests, time is UTC, no test has a
deadline.
"""

import os

import pytest
from hypothesis import HealthCheck, settings

os.environ["QANTAR_RENDERER"] = "digest"
os.environ["TZ"] = "UTC"
os.environ.pop("QANTAR_LANGUAGE", None)
os.environ["PYTHONHASHSEED"] = "0"
for name in [name for name in os.environ if name.startswith("GIT_")]:
    del os.environ[
        name
    ]  # a hook of git sets them; they would turn the tests' own repositories into ours

# The same examples on every machine and every day, however slow it is.
settings.register_profile(
    "qantar", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("qantar")


@pytest.fixture(scope="module")
def chromium():
    """One browser for a file of tests."""
    import browsing

    with browsing.chromium() as browser:
        yield browser


@pytest.hookimpl(tryfirst=True)  # before -m chooses
def pytest_collection_modifyitems(items):
    """Mark what needs the browser."""
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
