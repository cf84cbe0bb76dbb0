"""Set before any kernel starts: stored notebooks hold digests, the environment is that of the
report's own commands, no test has a deadline. What a machine lacks is a skip with its reason.
"""

import os

import browser_setup
import pytest
from filelock import FileLock
from hypothesis import HealthCheck, settings

from qantar.common import environment
from qantar.common.errors import BuildError

_ours = environment.clean(QANTAR_RENDERER="digest")
_ours.pop("QANTAR_LANGUAGE", None)
# GIT_DIR, say, of a hook would turn the tests' own repositories into ours
for _name in [name for name in os.environ if name not in _ours and name[:7] != "PYTEST_"]:
    del os.environ[_name]
os.environ.update(_ours)

# The same examples on every machine and every day, however slow it is.
settings.register_profile(
    "qantar", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("qantar")


@pytest.fixture(scope="session")
def lacking_letters(tmp_path_factory):
    """Why the browser's letters are not as wide as Arial's, "" where they are; both are fetched
    where that is allowed, and whatever needs a browser is skipped where none can be had.
    """
    with FileLock(tmp_path_factory.getbasetemp().parent / "browser.lock"):  # workers in turn
        try:
            path = browser_setup.obtain()
        except BuildError as error:
            pytest.skip(str(error))
        try:
            browser_setup.require_font(path)
        except BuildError as error:
            return str(error)
    return ""


@pytest.fixture(scope="session")
def letters(lacking_letters):
    """Letters as wide as Arial's; skips what measures them where there are none."""
    if lacking_letters:
        pytest.skip(lacking_letters)


@pytest.fixture(scope="module")
def chromium(lacking_letters):
    """One browser for a file of tests, started when its letters are there."""
    import browsing

    with browsing.chromium() as started:
        yield started
